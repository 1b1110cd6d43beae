"""The workspace's server: one port for the page, the Web API and the app."""

import logging
from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Flask

from pages.guards import check_host, serve_shared
from pages.serving import HttpServer, listen
from workspace.app_manifest import load_manifest
from workspace.deliveries import ANSWER_WITHIN_SECONDS, SLACKS_RETRIES_SECONDS
from workspace.interaction_routes import interaction_routes
from workspace.page_routes import MAX_STREAMS, page_routes, serve_page
from workspace.slack_routes import slack_routes
from workspace.state import Workspace

MAX_BODY_BYTES = 15 * 1024 * 1024
"""Room for the largest upload, in base 64."""

_THREADS = MAX_STREAMS + 16
_STOP_SECONDS = 5.0


class WorkspaceServer:
    """Binds its port at once; serves after `start`.

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
        listening = listen(host, port)
        self.url = f"http://{_reachable(host)}:{listening.getsockname()[1]}"
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
        self._server = HttpServer(self._app, listening, threads=_THREADS, max_body=MAX_BODY_BYTES)

    def connect(self, bot: Blueprint) -> None:
        """Serve the bot here too; it answers at the path of `events_url`. Once, before serving."""
        self._app.register_blueprint(bot)

    def start(self) -> None:
        """Serve on a daemon thread."""
        self._server.start()

    def stop(self) -> None:
        """Let the streams go, wait for what is being served, at most `_STOP_SECONDS`, and close the port."""
        self.workspace.close()
        self._server.stop(_STOP_SECONDS)


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
    app.register_blueprint(interaction_routes(workspace))
    app.register_blueprint(slack_routes(workspace))
    return app


def _reachable(host: str) -> str:
    """The name by which this machine reaches a server on `host`."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
