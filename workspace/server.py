"""The workspace's server: one port for the page, the Web API and the app."""

import logging
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from flask import Blueprint, Flask
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # waitress ships no types
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types
from waitress.wasyncore import close_all  # type: ignore[import-untyped]

from pages.guards import check_host, serve_shared
from workspace.app_manifest import load_manifest
from workspace.deliveries import ANSWER_WITHIN_SECONDS, SLACKS_RETRIES_SECONDS
from workspace.page_routes import MAX_STREAMS, page_routes, serve_page
from workspace.slack_routes import slack_routes
from workspace.state import Workspace

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Room for the longest snippet in UTF-8, escaped in JSON."""

_THREADS = MAX_STREAMS + 16


class WorkspaceServer:
    """Binds its port at once; serves after `start` or during `serve_forever`.

    `manifest` is the file that declares the app, as one would give it to Slack. Loopback only unless `host` says
    otherwise. Port 0 takes a free one. `events_url` is for a bot that is not connected here but listens elsewhere.
    """

    def __init__(
        self,
        manifest: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        retry_delays: Sequence[float] = SLACKS_RETRIES_SECONDS,
        answer_within: float = ANSWER_WITHIN_SECONDS,
        events_url: str | None = None,
    ) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        self.url = f"http://{_reachable(host)}:{self._socket.getsockname()[1]}"
        self.api_url = f"{self.url}/api/"
        self.events_url = events_url or f"{self.url}/slack/events"
        self.workspace = Workspace(
            load_manifest(manifest),
            self.url,
            self.events_url,
            retry_delays=retry_delays,
            answer_within=answer_within,
        )
        self._app = _flask_app(self.workspace, host)
        self._sockets: dict[int, object] = {}
        self._server = create_server(
            self._app,
            map=self._sockets,
            sockets=[self._socket],
            threads=_THREADS,
            max_request_body_size=MAX_BODY_BYTES,
            ident=None,
        )
        self._thread: threading.Thread | None = None

    def connect(self, bot: Blueprint) -> None:
        """Serve the bot here too; it answers at the path of `events_url`. Once, before serving."""
        self._app.register_blueprint(bot)

    def start(self) -> None:
        """Serve on a daemon thread."""
        self._thread = threading.Thread(target=self._server.run, name="workspace", daemon=True)
        self._thread.start()

    def serve_forever(self) -> None:
        """Serve until interrupted."""
        self.start()
        try:
            while self._thread and self._thread.is_alive():
                self._thread.join(timeout=1.0)
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()

    def stop(self) -> None:
        """Let the streams go, wait for what is being served, and close the port."""
        self.workspace.close()
        if self._thread:
            watched: dict[int, object] = {}

            def let_go() -> None:
                watched.update(self._sockets)
                self._sockets.clear()

            # The loop ends when nothing is left to watch. Only its own thread may take things away from it.
            self._server.trigger.pull_trigger(let_go)
            self._thread.join()
            self._sockets.update(watched)
        self._turn_away_who_waits()
        self._server.task_dispatcher.shutdown()
        close_all(self._sockets, ignore_all=True)

    def _turn_away_who_waits(self) -> None:
        """What is being served may itself wait for this server, and nobody will be let in, read or served any more."""
        self._socket.close()
        unserved = set(self._server.task_dispatcher.queue)
        for channel in self._sockets.values():
            if isinstance(channel, HTTPChannel) and (channel in unserved or not channel.requests):
                with suppress(OSError, AttributeError):  # closed meanwhile
                    channel.socket.shutdown(socket.SHUT_RDWR)


def _flask_app(workspace: Workspace, host: str) -> Flask:
    # Another thread that waits for a free one says nothing to the person at the terminal.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = Flask("workspace", static_folder="static", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    check_host(app, [host])
    serve_shared(app)
    serve_page(app)
    app.register_blueprint(page_routes(workspace))
    app.register_blueprint(slack_routes(workspace))
    return app


def _reachable(host: str) -> str:
    """The name by which this machine reaches a server on `host`."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
