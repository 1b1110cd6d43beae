"""AWS's part: repeats invocations that fail, and hands what is left to the apologies."""

import http.client
import json
import queue
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from benchmarks.soak.process import BotProcess

LAMBDAS_RETRIES_SECONDS = (0.3, 0.6)
"""Lambda's are 60 and 120."""

_APOLOGY_DELAYS_SECONDS = (0.3, 0.3)
"""The failure queue's are 360; it gives a message to the function three times."""

_WORKERS = 12
_STARTING_SECONDS = 60


class Functions:
    """Takes what is to be invoked later and does so: three attempts, then three at an apology."""

    def __init__(self, bot: BotProcess) -> None:
        self._bot = bot
        self._waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._pending = 0
        self._retried = self._failed = self._dead = 0
        self._server = _QueueServer(self)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        bot.queue_url = f"http://127.0.0.1:{self._server.server_port}/"
        for _ in range(_WORKERS):
            threading.Thread(target=self._work, daemon=True).start()

    def accept(self, event: dict[str, Any]) -> None:
        with self._changed:
            self._pending += 1
        self._waiting.put(event)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Attempts that failed, invocations handed to the apologies, apologies that failed for good."""
        return self._retried, self._failed, self._dead

    def settle(self, deadline: float) -> bool:
        """Wait until nothing is pending; whether that was so before the deadline."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending, max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        while True:
            event = self._waiting.get()
            try:
                self._invoke(event, str(uuid.uuid4()))
            finally:
                with self._changed:
                    self._pending -= 1
                    self._changed.notify_all()

    def _invoke(self, event: dict[str, Any], request_id: str) -> None:
        if self._attempt("/invoke", event, request_id, LAMBDAS_RETRIES_SECONDS):
            return
        self._failed += 1
        if not self._attempt("/apologise", event, request_id, _APOLOGY_DELAYS_SECONDS):
            self._dead += 1

    def _attempt(self, path: str, event: dict[str, Any], request_id: str, delays: tuple[float, ...]) -> bool:
        for delay in (0.0, *delays):
            time.sleep(delay)
            try:
                if self._bot.call(path, event, request_id) == 200:
                    return True
            except (OSError, http.client.HTTPException):
                self._wait_for_bot()
            self._retried += 1
        return False

    def _wait_for_bot(self) -> None:
        """Lambda would start another environment; here there is one, which is coming up."""
        deadline = time.monotonic() + _STARTING_SECONDS
        while time.monotonic() < deadline:
            try:
                http.client.HTTPConnection("127.0.0.1", self._bot.port, timeout=5).connect()
            except OSError:
                time.sleep(0.05)
            else:
                return


class _QueueServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        super().__init__(("127.0.0.1", 0), _QueueHandler)


class _QueueHandler(BaseHTTPRequestHandler):
    server: _QueueServer

    def do_POST(self) -> None:
        self.server.functions.accept(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: each invocation counts elsewhere."""
