"""A client that asks, one that trickles, and one that watches how long the honest ones wait."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def error(self) -> str:
        """The contract's code, if it is an error."""
        try:
            value = json.loads(self.body)
        except ValueError:
            return ""
        return str(value["error"]["code"]) if isinstance(value, dict) and "error" in value else ""


def ask(port: int, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """One request; `_` stands for `-` in names of headers. POST where there is a body."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST" if body is not None else "GET", path, body, named)
        response = connection.getresponse()
        content = response.read()
        return Answer(response.status, dict(response.getheaders()), content, time.perf_counter() - started)
    finally:
        connection.close()


def ask_json(port: int, path: str, value: object) -> Answer:
    """POST a value as JSON."""
    return ask(port, path, json.dumps(value).encode(), Content_Type="application/json")


@contextmanager
def trickling(port: int, count: int, *, body: bool) -> Iterator[None]:
    """So many connections that send a byte each second: of their headers, or of a body."""
    stopped = threading.Event()
    head = b"POST /v1/nouns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    beginning = head + b"Content-Length: 400000\r\n\r\n" if body else head
    connections = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(count)]

    def send() -> None:
        for connection in connections:
            connection.sendall(beginning)
        while not stopped.wait(1.0):
            for connection in connections:
                try:
                    connection.sendall(b"x")
                except OSError:  # it was closed: so much the better
                    continue

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    time.sleep(1.5)
    try:
        yield
    finally:
        stopped.set()
        thread.join()
        for connection in connections:
            connection.close()


def wait_for(predicate: Callable[[], object], seconds: float) -> None:
    """Poll until something holds; raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not predicate():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


class Watch:
    """Asks an address ten times a second, and keeps the longest wait."""

    def __init__(self, port: int, path: str) -> None:
        self._port = port
        self._path = path
        self.longest = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(0.1):
            self.longest = max(self.longest, ask(self._port, self._path).seconds)
