"""A real workspace over Socket Mode: no public address needed."""

import logging
from urllib.error import URLError

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import slack_error_code
from bot.modes.errors import CannotStartError
from bot.modes.progress import tell
from bot.modes.service import Service
from bot.modes.state import held, state_directory
from bot.settings import SocketSettings
from pages.serving import wait_for_signal

_REFUSED = {
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "not_allowed_token_type",
    "token_expired",
    "token_revoked",
}

_logger = logging.getLogger("lectern.socket")
"""At debug level slack_sdk logs every message it receives; while connecting, only what is said here anyway."""


def run(settings: SocketSettings) -> None:
    """Stay connected until a signal; slack_sdk reconnects by itself.

    Raises
    ------
    CannotStartError
        Slack refuses a token or cannot be reached; or another bot has the state.
    """
    with held(state_directory(settings.state)) as directory:
        service = Service(
            directory,
            settings.models,
            "Lectern is ready.",
            signing_secret="unused: Socket Mode signs nothing",  # noqa: S106 - no secret, and Bolt wants one
            bot_token=settings.bot_token.get_secret_value(),
            api_url=settings.api_url,
            team_ids=settings.team_ids,
            manners=settings.manners,
        )
        _check_bot_token(service.app.client, settings.api_url)
        service.start()
        try:
            handler = _connect(service.app, settings)
            tell("Lectern is connected to Slack. Its models are loading; Ctrl-C stops it.")
            try:
                wait_for_signal()
            finally:
                handler.client.close()
        finally:
            service.stop()


def _check_bot_token(client: WebClient, api_url: str) -> None:
    """A token that Slack refuses would only show when the first reply fails."""
    try:
        client.auth_test()
    except SlackApiError as error:
        if slack_error_code(error) in _REFUSED:
            raise CannotStartError(f"Slack refuses SLACK_BOT_TOKEN ({slack_error_code(error)}).") from error
    except URLError as error:
        raise CannotStartError(f"Cannot reach Slack at {api_url}.") from error


def _connect(app: App, settings: SocketSettings) -> SocketModeHandler:
    _logger.setLevel(logging.CRITICAL)
    handler = SocketModeHandler(app, settings.app_token.get_secret_value(), logger=_logger)
    try:
        handler.client.connect()
    except SlackApiError as error:
        handler.client.close()
        raise CannotStartError(f"Slack refuses SLACK_APP_TOKEN ({slack_error_code(error)}).") from error
    except URLError as error:
        handler.client.close()
        raise CannotStartError(f"Cannot reach Slack at {settings.api_url}.") from error
    if not handler.client.is_connected():
        handler.client.close()
        raise CannotStartError("Cannot open a connection to Slack: the address that it named does not answer.")
    _logger.setLevel(logging.INFO)
    return handler
