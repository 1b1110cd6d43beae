"""The bot's own user id, where an event does not bring it along."""

from functools import lru_cache
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack_client import create_web_client, hasty


def own_user_id(client: WebClient) -> str | None:
    """Asked of Slack once for a token; None where it does not tell."""
    try:
        return _ask(client.token or "", client.base_url)
    except (SlackApiError, OSError, HTTPException):
        return None


@lru_cache(maxsize=16)
def _ask(token: str, api_url: str) -> str | None:
    user = hasty(create_web_client(token, api_url)).auth_test().get("user_id")
    return user if isinstance(user, str) else None
