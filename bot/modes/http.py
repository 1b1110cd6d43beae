"""A plain HTTP server for Slack's requests at `/slack/events`."""

from typing import Any

from flask import Flask
from slack_bolt import App
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types

from bot.app import create_app
from bot.delivery import ATTEMPT_PAUSES_SECONDS
from bot.modes.binding import bind
from bot.modes.progress import Progress, tell
from bot.modes.readers import BackgroundReaders
from bot.modes.slack_endpoint import slack_endpoint
from bot.settings import HttpSettings

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Room for the longest message, twice (as text and as blocks), in JSON's longest escapes."""

_THREADS = 8


def create_flask_app(app: App) -> Flask:
    """`POST /slack/events` for Slack, `GET /health` for load balancers."""
    flask = Flask("lectern")
    flask.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    flask.register_blueprint(slack_endpoint(app))

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
        team_ids=settings.team_ids,
        attempt_pauses=ATTEMPT_PAUSES_SECONDS,
    )
    server = create_server(
        create_flask_app(app), sockets=[listening], threads=_THREADS, max_request_body_size=MAX_BODY_BYTES, ident=None
    )
    tell(f"Lectern listens at {url}. Its models are loading; Ctrl-C stops it.")
    readers.load()
    server.run()
