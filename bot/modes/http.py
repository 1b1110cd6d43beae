"""A plain HTTP server for Slack's requests at `/slack/events`."""

import logging
from typing import Any

from flask import Flask, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types
from werkzeug.exceptions import HTTPException

from bot.app import create_app
from bot.failures import describe
from bot.modes.binding import bind
from bot.modes.progress import Progress, tell
from bot.modes.readers import BackgroundReaders
from bot.settings import HttpSettings

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Room for the longest message, twice (as text and as blocks), in JSON's longest escapes."""

_THREADS = 8
_LAZY_HEADERS = ("HTTP_X_SLACK_BOLT_LAZY_ONLY", "HTTP_X_SLACK_BOLT_LAZY_FUNCTION_NAME")
"""With these Bolt tells itself, on Lambda, which half to run. Nobody outside may, and Slack does not sign headers."""


def create_flask_app(app: App) -> Flask:
    """`POST /slack/events` for Slack, `GET /health` for load balancers."""
    flask = Flask("lectern")
    flask.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    handler = SlackRequestHandler(app)

    @flask.post("/slack/events")
    def events() -> Response:
        for header in _LAZY_HEADERS:
            request.environ.pop(header, None)
        try:
            return handler.handle(request)
        except HTTPException:
            raise
        except Exception as error:
            logger.warning("not a request of Slack's: %s", describe(error))
            return Response(status=400)

    @flask.get("/health")
    def health() -> dict[str, Any]:
        return {"ok": True}

    return flask


def run(settings: HttpSettings) -> None:
    """Serve until interrupted; models load meanwhile.

    Raises
    ------
    CannotStartError
        The address is taken, or not this machine's.
    """
    listening = bind(settings.host, settings.port)
    url = f"http://{settings.host}:{listening.getsockname()[1]}/slack/events"
    readers = BackgroundReaders(settings.models, Progress(f"Lectern is ready: {url}").loaded)
    app = create_app(
        signing_secret=settings.signing_secret.get_secret_value(),
        bot_token=settings.bot_token.get_secret_value(),
        api_url=settings.api_url,
        inference=readers.client,
    )
    server = create_server(
        create_flask_app(app), sockets=[listening], threads=_THREADS, max_request_body_size=MAX_BODY_BYTES, ident=None
    )
    tell(f"Lectern listens at {url}. Its models are loading; Ctrl-C stops it.")
    readers.load()
    server.run()
