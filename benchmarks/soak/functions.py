"""AWS's part: the queue, which hands a message out until it is dealt with, and at last to the apologies."""

import http.client
import json
import queue
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from benchmarks.soak.process import BotProcess

PAUSES_SECONDS = (0.3, 4.0)
"""Between three times that a message is handed out. The queue's are 5 and 45, and 180 where the worker was killed."""

_APOLOGY_PAUSES_SECONDS = (1.0, 11.0)
"""Those of the queue that leads to the apology are 360: longer than an invocation lasts, as is the last one here."""

_WAITS = 1 / 20
"""A message that was put back to wait is handed out that much sooner."""

_WORKERS = 12
_STARTING_SECONDS = 60


class Functions:
    """Takes what is put on the queue and has it dealt with: three times to answer, then three to apologise."""

    def __init__(self, bot: BotProcess) -> None:
        self._bot = bot
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._pending = 0
        self._retried = self._failed = self._dead = 0
        self._server = _QueueServer(self)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        bot.queue_url = f"http://127.0.0.1:{self._server.server_port}/"
        for _ in range(_WORKERS):
            threading.Thread(target=self._work, daemon=True).start()

    def accept(self, body: str, delay: float) -> None:
        """Put a message on the queue, to be handed out after a delay in seconds."""
        with self._changed:
            self._pending += 1
        if delay:
            threading.Timer(delay * _WAITS, self._waiting.put, [body]).start()
        else:
            self._waiting.put(body)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Attempts that failed, messages handed to the apologies, apologies that failed for good."""
        return self._retried, self._failed, self._dead

    def settle(self, deadline: float) -> bool:
        """Wait until nothing is pending; whether that was so before the deadline."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending, max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        while True:
            body = self._waiting.get()
            try:
                self._deal_with(body)
            finally:
                with self._changed:
                    self._pending -= 1
                    self._changed.notify_all()

    def _deal_with(self, body: str) -> None:
        record = {"messageId": str(uuid.uuid4()), "receiptHandle": "", "body": body}
        if self._hand_out("/answer", record, PAUSES_SECONDS):
            return
        self._failed += 1
        if not self._hand_out("/apologise", record, _APOLOGY_PAUSES_SECONDS):
            self._dead += 1

    def _hand_out(self, path: str, record: dict[str, Any], pauses: tuple[float, ...]) -> bool:
        for number, pause in enumerate((0.0, *pauses), 1):
            time.sleep(pause)
            attributes = {"ApproximateReceiveCount": str(number)}
            try:
                if self._bot.call(path, {**record, "attributes": attributes}) == 200:
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
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.functions.accept(message["body"], message["delay"])
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: each invocation counts elsewhere."""
