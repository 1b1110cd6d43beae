"""A plain HTTP server for Slack's requests at `/slack/events`."""

from typing import Any

from flask import Flask
from slack_bolt import App

from bot.modes.binding import bind, warn_if_open
from bot.modes.progress import tell
from bot.modes.service import Service
from bot.modes.slack_endpoint import slack_endpoint
from bot.modes.state import held, state_directory
from bot.settings import HttpSettings
from pages.serving import HttpServer, wait_for_signal

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Room for the longest message, twice (as text and as blocks), in JSON's longest escapes."""

_THREADS = 8


def create_flask_app(app: App, signing_secret: str) -> Flask:
    """`POST /slack/events` for Slack, `GET /health` for load balancers."""
    flask = Flask("lectern")
    flask.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    flask.register_blueprint(slack_endpoint(app, signing_secret))

    @flask.get("/health")
    def health() -> dict[str, Any]:
        return {"ok": True}

    return flask


def run(settings: HttpSettings) -> None:
    """Serve until a signal; models load meanwhile.

    Raises
    ------
    CannotStartError
        The address is taken, or not this machine's; or another bot has the state.
    """
    with held(state_directory(settings.state)) as directory:
        listening = bind(settings.host, settings.port)
        url = f"http://{settings.host}:{listening.getsockname()[1]}/slack/events"
        secret = settings.signing_secret.get_secret_value()
        service = Service(
            directory,
            settings.models,
            f"Lectern is ready: {url}",
            signing_secret=secret,
            bot_token=settings.bot_token.get_secret_value(),
            api_url=settings.api_url,
            team_ids=settings.team_ids,
            manners=settings.manners,
        )
        server = HttpServer(create_flask_app(service.app, secret), listening, threads=_THREADS, max_body=MAX_BODY_BYTES)
        tell(f"Lectern listens at {url}. Its models are loading; Ctrl-C stops it.")
        warn_if_open(settings.host)
        service.start()
        server.start()
        try:
            wait_for_signal()
            server.stop()
        finally:
            service.stop()
