"""The server with clients that are slow, many, or gone."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from pages.serving import CONNECTIONS, HttpServer, listen_at
from tests.polling import until

Wsgi = Callable[..., list[bytes]]
THREADS = 2


@contextmanager
def serving(app: Wsgi) -> Iterator[tuple[HttpServer, int]]:
    listening = listen_at("127.0.0.1:0")
    server = HttpServer(app, listening, threads=THREADS, max_body=1000)
    port = listening.getsockname()[1]
    server.start()
    try:
        yield server, port
    finally:
        with suppress(OSError):
            server.stop(0)


def hello(_environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
    start("200 OK", [("Content-Length", "5")])
    return [b"hello"]


def get(port: int, body: bytes | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST" if body else "GET", "/", body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "beginning", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nab"]
)
def test_connections_that_send_nothing_whole_hold_nobody_up(beginning: bytes) -> None:
    with serving(hello) as (_, port):
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(50 * THREADS)]
        for each in slow:
            each.sendall(beginning)
        assert get(port) == (200, b"hello")
        for each in slow:
            each.close()


def test_room_for_many_connections() -> None:
    assert CONNECTIONS >= 1000


def test_a_body_that_is_too_large_is_refused_while_it_comes_in() -> None:
    with serving(hello) as (_, port):
        assert get(port, b"a" * 1000)[0] == 200
        assert get(port, b"a" * 1001)[0] == 413


def test_what_is_being_answered_is_answered_before_it_ends() -> None:
    asked, gate = threading.Event(), threading.Event()

    def slow(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        asked.set()
        gate.wait(30)
        return hello(environ, start)

    answers: list[tuple[int, bytes]] = []
    with serving(slow) as (server, port):
        client = threading.Thread(target=lambda: answers.append(get(port)), daemon=True)
        client.start()
        assert asked.wait(30)
        stopping = threading.Thread(target=server.stop, daemon=True)
        stopping.start()
        until(lambda: _is_closed(port))
        gate.set()
        client.join(30)
        stopping.join(30)
        assert not stopping.is_alive()
    assert answers == [(200, b"hello")]


def test_it_is_noticed_that_a_client_has_left() -> None:
    asked, left = threading.Event(), threading.Event()

    def look(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        asked.set()
        until(environ["waitress.client_disconnected"])
        left.set()
        return hello(environ, start)

    with serving(look) as (_, port):
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert asked.wait(30)
        client.close()
        assert left.wait(30)


def test_a_socket_in_the_file_system_takes_the_place_of_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "socket"
    for _ in range(2):
        listening = listen_at(f"unix:{path}")
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.connect(str(path))
        listening.close()


def _is_closed(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return True
    return False
