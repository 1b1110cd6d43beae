"""A thread as Slack gives it, in one call: `conversations.replies` is the most tightly limited method the bot uses."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import slack_error_code
from bot.passages.errors import CannotReadError
from bot.slack_messages import SlackMessage

MAX_MESSAGES = 200
"""Messages asked for; Slack gives apps that are sold outside its marketplace no more than 15."""

_INVITE = (
    "I cannot read this thread, because I am not in this channel. "
    "Invite me with `/invite @Lectern`, then ask again, or paste the text into your message."
)
_BUSY = (
    "Slack lets me read only so many threads a minute. "
    "Please wait a minute and ask again, or paste the text into your message."
)
_NO_PERMISSION = (
    "I am not allowed to read threads here. Ask whoever installed me to install me again with the permissions "
    "of my manifest, or paste the text into your message."
)
_UNREADABLE = "Slack would not let me read this thread. Please try again, or paste the text into your message."

_SENTENCES = {
    "channel_not_found": _INVITE,
    "missing_scope": _NO_PERMISSION,
    "not_in_channel": _INVITE,
    "ratelimited": _BUSY,
}


@dataclass(frozen=True)
class Thread:
    """People's messages before the one that asks, oldest first, and what to say if there were more."""

    messages: list[SlackMessage]
    note: str = ""


def read_thread(client: WebClient, asking: SlackMessage) -> Thread:
    """Read the thread of a message, up to that message.

    Raises
    ------
    CannotReadError
        Slack refused; the sentence says what to do.
    """
    try:
        response = client.conversations_replies(
            channel=asking.channel, ts=asking.thread_ts or asking.ts, limit=MAX_MESSAGES
        )
    except SlackApiError as error:
        raise CannotReadError(_SENTENCES.get(slack_error_code(error), _UNREADABLE)) from error
    replies: list[Any] = response.get("messages") or []
    messages = [SlackMessage.model_validate(each) for each in replies]
    before = [each for each in messages if each.is_by_a_person and each.ts < asking.ts]
    note = f"I read the first {len(messages):,} messages of this thread." if response.get("has_more") else ""
    return Thread(before, note)
