"""CloudFormation's side of a custom resource: what it asks, and where it is answered."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from typing import Any

Answer = dict[str, Any]

ECHOED = {"StackId": "arn:stack", "RequestId": "request-1", "LogicalResourceId": "Thing"}


class CloudFormation:
    """Takes answers at `url`; refuses the first `refusals` of them, as S3 may."""

    def __init__(self, url: str) -> None:
        self.refusals = 0
        self.answers: list[Answer] = []
        self._url = url
        self._arrived: SimpleQueue[Answer] = SimpleQueue()

    def request(self, kind: str, **more: Any) -> dict[str, Any]:
        """The event of a Create, an Update or a Delete."""
        known = {} if kind == "Create" else {"PhysicalResourceId": "known"}
        return {"RequestType": kind, "ResponseURL": self._url, "ResourceProperties": {}, **ECHOED, **known, **more}

    def answer(self, timeout: float = 60.0) -> Answer:
        """The next answer; waits for it."""
        return self._arrived.get(timeout=timeout)

    def take(self, body: bytes) -> int:
        if self.refusals:
            self.refusals -= 1
            return 503
        self.answers.append(json.loads(body))
        self._arrived.put(self.answers[-1])
        return 200


@contextmanager
def listening() -> Iterator[CloudFormation]:
    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            assert not self.headers["Content-Type"]  # the address would be signed for another request
            status = cloudformation.take(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        cloudformation = CloudFormation(f"http://127.0.0.1:{server.server_port}/answer?signed=yes")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield cloudformation
        server.shutdown()
