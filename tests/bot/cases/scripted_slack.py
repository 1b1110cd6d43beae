"""A Slack that gives what a case says, and notes what it is told."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.bot.cases.case import SLACK, Case

Json = dict[str, Any]


class ScriptedSlack:
    """`said` holds what was taken: channel, or `response_url`, and the message; `calls` all methods, with arguments."""

    def __init__(self, case: Case, url: str) -> None:
        self.case = Case.model_validate_json(case.model_dump_json().replace(SLACK, url))
        self.url = url
        self.said: list[tuple[str, Json]] = []
        self.calls: list[tuple[str, Json]] = []
        self.always = case.always

    def call(self, method: str, arguments: Json) -> tuple[int, Json, dict[str, str]]:
        self.calls.append((method, arguments))
        fault = self._fault(method, arguments)
        if fault:
            return fault.get("status", 200), fault["body"], fault.get("headers", {})
        return 200, self._answer(method, arguments), {}

    def respond(self, message: Json) -> tuple[int, str, dict[str, str]]:
        if self.case.response_url_faults:
            status, body, *headers = self.case.response_url_faults.pop(0)
            return status, body, headers[0] if headers else {}
        self.said.append(("response_url", message))
        return 200, "ok", {}

    def file(self, name: str) -> tuple[int, bytes, str]:
        found = self.case.files.get(name)
        if found is None:
            return 404, b"not found", "text/html"
        content = base64.b64decode(found["base64"]) if "base64" in found else found.get("text", "").encode()
        return found.get("status", 200), content, found.get("content_type", "text/plain")

    def _fault(self, method: str, arguments: Json) -> Json | None:
        in_channel = str(arguments.get("channel")).startswith(("C", "G"))
        if method == "chat.postMessage" and self.always and in_channel:
            limited = {"status": 429, "headers": {"Retry-After": "60"}} if self.always == "ratelimited" else {}
            return {"body": {"ok": False, "error": self.always}, **limited}
        faults = self.case.faults.get(method)
        if isinstance(faults, list):
            return faults.pop(0) if faults else None
        return faults

    def _answer(self, method: str, arguments: Json) -> Json:
        if method in self.case.methods:
            return self.case.methods[method]
        match method:
            case "conversations.replies":
                return {"ok": True, "messages": self.case.thread, "has_more": self.case.has_more}
            case "conversations.history":
                return {"ok": True, "messages": self.case.history, "has_more": False}
            case "chat.postMessage":
                self.said.append((str(arguments.get("channel")), arguments))
                return {"ok": True, "channel": arguments.get("channel"), "ts": "1900000000.000100"}
            case _:
                return {"ok": False, "error": "unknown_method"}


@contextmanager
def scripted(case: Case) -> Iterator[ScriptedSlack]:
    """Served on loopback for as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    slack = _Handler.slack = ScriptedSlack(case, f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield slack
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    slack: ScriptedSlack

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            self.do_POST()
            return
        status, content, content_type = self.slack.file(self.path.removeprefix("/files/").partition("?")[0])
        self._send(status, content, {"Content-Type": content_type})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        arguments = json.loads(raw) if raw.startswith("{") else dict(parse_qsl(raw))
        path, _, query = self.path.partition("?")
        if path.startswith("/api/"):
            status, body, headers = self.slack.call(path.removeprefix("/api/"), {**dict(parse_qsl(query)), **arguments})
            self._send(status, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})
        else:
            status, words, headers = self.slack.respond(arguments)
            self._send(status, words.encode(), headers)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
