"""A Slack that keeps what it is given, and fails at times, before or after it has taken something."""

import json
import random
import threading
from collections import defaultdict
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from benchmarks.soak.tally import Post, Tally
from bot.outlets.receipts import APOLOGY

Json = dict[str, Any]

_BEFORE = ((429, 0.3), (500, 0.3), (503, 0.2))
_AFTER = (("answered with 500", 0.1), ("hung up", 0.1))
"""Shares of the faults. What is lost after a response URL has taken a message cannot be known by anyone: see there."""


class SlackServer(ThreadingHTTPServer):
    """`probability` is the share of calls that fail. Every message goes into the tally of the moment."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self) -> None:
        self.probability = 0.0
        self.tally = Tally()
        self.threads: dict[str, list[Json]] = defaultdict(list)
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def draw(self) -> str | int | None:
        """A fault, or mostly none."""
        chance = random.random()  # noqa: S311 - no secret
        for fault, share in (*_BEFORE, *_AFTER):
            if chance < self.probability * share:
                return fault
            chance -= self.probability * share
        return None

    def post(self, message: Json) -> None:
        """`chat.postMessage`."""
        key = message["thread_ts"]
        receipt = message["metadata"]["event_payload"]
        with self.lock:
            self.threads[key].append({"user": "U0BOT", "metadata": message["metadata"]})
        self.tally.post(key, Post(receipt["page"], receipt["pages"]))

    def respond(self, key: str, message: Json) -> None:
        """A response URL, where a message may take the place of the one before it."""
        with self.tally.lock:
            posts = self.tally.posts[key]
            if message["replace_original"]:
                posts.clear()
            posts.append(Post(1 if message.get("blocks") else APOLOGY))


class _Handler(BaseHTTPRequestHandler):
    server: SlackServer

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        method = self.path.removeprefix("/api/")
        fault = self.server.draw()
        is_response = method.startswith("respond/")
        if isinstance(fault, int) or (fault and is_response):
            status = fault if isinstance(fault, int) else 500
            self._answer({"ok": False, "error": "ratelimited" if status == 429 else "internal_error"}, status)
            return
        answer = self._take(method, raw, is_response=is_response)
        if fault == "hung up":
            self.close_connection = True
        elif fault:
            self._answer({"ok": False, "error": "fatal_error"}, 500)
        else:
            self._answer(answer, 200)

    def _take(self, method: str, raw: bytes, *, is_response: bool) -> Json:
        if is_response:
            self.server.respond(method, json.loads(raw))
        elif method == "chat.postMessage":
            self.server.post(json.loads(raw))
        elif method == "conversations.replies":
            with self.server.lock:
                return {"ok": True, "messages": list(self.server.threads[_form(raw)["ts"]])}
        return {"ok": True, "ts": "1.1"}

    def _answer(self, body: Mapping[str, Any], status: int) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if status == 429:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: the tally matters."""


def _form(raw: bytes) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(raw.decode()).items()}
