"""Who the bot is: interactions do not say, so Slack is asked, once."""

from http.client import HTTPException
from threading import Lock

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack_client import hasty


class BotUser:
    """Thread-safe; what Slack does not tell is asked again the next time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._id = ""

    def id(self, client: WebClient) -> str:
        """The bot's user id; empty where Slack does not tell."""
        with self._lock:
            if not self._id:
                try:
                    self._id = str(hasty(client).auth_test().get("user_id") or "")
                except (SlackApiError, OSError, HTTPException):
                    return ""
            return self._id
