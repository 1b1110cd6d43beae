"""Who is a person: a post through an app carries the same marks whether a person's token or a bot's was used."""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import slack_error_code
from bot.slack_client import hasty


def is_a_person(client: WebClient, user: str | None) -> bool:
    """Whether a user is no bot. Without the permission to ask nobody counts as one: two bots might never end."""
    if not user:
        return False
    try:
        found = hasty(client).users_info(user=user).get("user") or {}
    except SlackApiError as error:
        return slack_error_code(error) != "missing_scope"
    except (OSError, HTTPException):
        return True
    return not found.get("is_bot")
