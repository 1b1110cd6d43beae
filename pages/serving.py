"""An HTTP server that slow clients do not hold up, and that ends what it has begun."""

import os
import signal
import socket
import threading
import time
from contextlib import suppress
from ipaddress import ip_address
from types import FrameType
from typing import Any

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # waitress ships no types
from waitress.server import create_server  # type: ignore[import-untyped]
from waitress.wasyncore import close_all  # type: ignore[import-untyped]

CONNECTIONS = 1000
"""Open at once. One that sends nothing costs no thread: requests are read whole before anybody works on them."""

QUIET_SECONDS = 30
"""After which a connection is closed on which nothing happens."""

MAX_HEADER_BYTES = 16 * 1024

DRAIN_SECONDS = 30.0

_LAST_SECONDS = 1.0
"""For threads to end: those that rest do at once."""


class HttpServer:
    """Serves a WSGI app on a socket that listens already.

    Parameters
    ----------
    threads
        Requests in hand at once; others wait, so a server that says when it is full needs a few to say so with.
    max_body
        Bytes; a longer body is refused with 413 while it comes in.
    """

    def __init__(self, app: Any, listening: socket.socket, *, threads: int, max_body: int) -> None:
        self._listening = listening
        self._sockets: dict[int, object] = {}
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[listening],
            threads=threads,
            connection_limit=CONNECTIONS,
            channel_timeout=QUIET_SECONDS,
            asyncore_use_poll=True,
            max_request_body_size=max_body + 1,  # waitress refuses what has as many
            max_request_header_size=MAX_HEADER_BYTES,
            channel_request_lookahead=1,  # or else it is not noticed that a client has left
            ident=None,
        )
        self._thread = threading.Thread(target=self._server.run, name="http", daemon=True)

    def start(self) -> None:
        """Serve on a daemon thread."""
        self._thread.start()

    def stop(self, seconds: float = DRAIN_SECONDS) -> None:
        """Let nobody in any more, wait for what is being answered, at most `seconds`, and close."""
        watched: dict[int, object] = {}

        def let_go() -> None:
            watched.update(self._sockets)
            self._sockets.clear()

        if self._thread.ident is None:  # it was never started
            let_go()
        else:
            # The loop ends when nothing is left to watch. Only its own thread may take things away from it.
            self._server.trigger.pull_trigger(self._let_nobody_in)
            deadline = time.monotonic() + seconds
            while self._in_hand() and time.monotonic() < deadline:
                time.sleep(0.05)
            self._server.trigger.pull_trigger(let_go)
            self._thread.join()
        self._listening.close()
        self._server.task_dispatcher.shutdown(timeout=_LAST_SECONDS)
        close_all(watched, ignore_all=True)

    def _let_nobody_in(self) -> None:
        """Turn away who has asked for nothing yet too: what is being answered may itself wait for this server."""
        self._sockets.pop(self._listening.fileno(), None)
        self._listening.close()
        for channel in self._channels():
            if not channel.requests:
                with suppress(OSError, AttributeError):  # closed meanwhile
                    channel.socket.shutdown(socket.SHUT_RDWR)

    def _in_hand(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in self._channels())

    def _channels(self) -> list[Any]:
        return [each for each in list(self._sockets.values()) if isinstance(each, HTTPChannel)]


def wait_for_signal() -> None:
    """Return at the first SIGTERM or SIGINT; a second one raises KeyboardInterrupt wherever the main thread is then."""
    asked = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.default_int_handler)
        asked.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, note)
    asked.wait()


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address of either family; port 0 takes a free one. Raises OSError."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=1024)


def listen_at(bind: str) -> socket.socket:
    """A socket at `host:port`, `[::]:port` or `unix:path`, whose group may write to it; raises OSError, ValueError."""
    if bind.startswith("unix:"):
        path = bind.removeprefix("unix:")
        if os.path.exists(path):
            os.unlink(path)
        unix = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        unix.bind(path)
        unix.listen(1024)
        return unix
    return listen(host_of(bind), int(bind.rpartition(":")[2]))


def host_of(bind: str) -> str:
    """The host of `host:port`."""
    return bind.rpartition(":")[0].strip("[]")


def is_open(host: str) -> bool:
    """Whether other machines may reach a server that listens there."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"
