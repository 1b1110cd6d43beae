"""Taking back a reply, all of its messages."""

from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import slack_error_code
from bot.outlets.receipts import delivery_of, receipts

_GONE = "message_not_found"


def delete_reply(client: WebClient, container: Mapping[str, Any]) -> None:
    """Delete the message of a button, and those that belong to the same reply; what is gone already is left out.

    Raises
    ------
    SlackApiError
        Slack does not let the bot delete it.
    """
    channel, ts = container["channel_id"], container["message_ts"]
    for each in {ts, *_of_the_same_reply(client, channel, ts, container.get("thread_ts") or ts)}:
        try:
            client.chat_delete(channel=channel, ts=each)
        except SlackApiError as error:
            if slack_error_code(error) != _GONE:
                raise


def _of_the_same_reply(client: WebClient, channel: str, ts: str, root: str) -> list[str]:
    """Where Slack does not show the thread, only the message itself is known."""
    try:
        page = client.conversations_replies(channel=channel, ts=root, include_all_metadata=True, limit=1_000)
    except (SlackApiError, OSError, HTTPException):
        return []
    messages = page.get("messages") or []
    delivery = next((delivery_of(each) for each in messages if each.get("ts") == ts), None)
    return [str(each["ts"]) for each in messages if delivery and receipts([each], delivery)]
