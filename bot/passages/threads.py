"""What was said before a message: its thread, its conversation, or a message that it links to."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import slack_error_code
from bot.passages.errors import CannotReadError
from bot.slack_messages import SlackMessage

MAX_MESSAGES = 1_000
"""Messages of a thread that are read, from its beginning on.

Slack gives apps that are sold outside its marketplace no more than 15.
"""

PAGE: Final = 200
"""Messages asked for at once: `conversations.replies` is the most tightly limited method the bot uses."""

LOOK_BACK: Final = 15
"""Messages of a direct conversation among which the latest text is looked for."""

_MEMBERS: Final = 1_000
"""Members of a channel among whom somebody is looked for."""

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
NOT_LINKED = (
    "I cannot read the message that you link to: I read messages of channels that both you and I are in. "
    "Please paste its text."
)

OUT_OF_REACH = (
    "I cannot read that text again: the message is gone, or I am not in its channel. Invite me with "
    "`/invite @Lectern` and press again, or send me the text anew."
)

_SENTENCES = {
    "channel_not_found": _INVITE,
    "missing_scope": _NO_PERMISSION,
    "not_in_channel": _INVITE,
    "ratelimited": _BUSY,
}
_PERMALINK = re.compile(
    r"https://[\w-]+(?:\.enterprise)?\.slack\.com/archives/(?P<channel>[CDG][A-Z0-9]{1,20})/p(?P<seconds>\d{10})"
    r"(?P<fraction>\d{6})(?:\?thread_ts=(?P<thread>\d{10}\.\d{6}))?"
)


@dataclass(frozen=True)
class Thread:
    """Messages before the one that asks, oldest first, and what to say if there were more."""

    messages: list[SlackMessage]
    note: str = ""


@dataclass(frozen=True)
class Permalink:
    channel: str
    ts: str
    thread_ts: str | None


def read_thread(client: WebClient, asking: SlackMessage) -> Thread:
    """Read the thread of a message, up to that message.

    Raises
    ------
    CannotReadError
        Slack refused; the sentence says what to do.
    """
    messages: dict[str, SlackMessage] = {}
    cursor, has_more = "", True
    while has_more and len(messages) < MAX_MESSAGES:
        known = len(messages)
        try:
            page = _replies(client, asking, cursor, min(PAGE, MAX_MESSAGES - known))
        except CannotReadError:
            if not messages:
                raise
            break
        found = [SlackMessage.model_validate(each) for each in page.get("messages") or []]
        messages |= {each.ts: each for each in found if each.ts}
        has_more = bool(page.get("has_more")) and all(each.ts < asking.ts for each in found)
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor or len(messages) == known:
            break
    before = [each for each in messages.values() if each.ts < asking.ts]
    return Thread(before, first_messages(len(messages)) if has_more else "")


def first_messages(count: int) -> str:
    """What is said where a thread was not read to its end."""
    return f"I read the first {count:,} messages of this thread."


def read_back(client: WebClient, asking: SlackMessage) -> Iterator[SlackMessage]:
    """The latest messages of a direct conversation before the one that asks, the newest first.

    Raises
    ------
    CannotReadError
        Slack refused; the sentence says what to do.
    """
    page = _ask(client.conversations_history, channel=asking.channel, latest=asking.ts, limit=LOOK_BACK)
    for each in page.get("messages") or []:
        message = SlackMessage.model_validate(each)
        if message.ts < asking.ts:
            yield message


def permalinks(words: str) -> list[Permalink]:
    """Addresses of messages in a text."""
    return [
        Permalink(match["channel"], f"{match['seconds']}.{match['fraction']}", match["thread"])
        for match in _PERMALINK.finditer(words)
    ]


def read_linked(client: WebClient, link: Permalink, asking: SlackMessage) -> SlackMessage:
    """The message that a permalink leads to, for somebody who may read it without the bot.

    Raises
    ------
    CannotReadError
        The bot or the person is not in that channel, or it is not there any more.
    """
    try:
        if link.channel != asking.channel and asking.user not in _members(client, link.channel):
            raise CannotReadError(NOT_LINKED)
        span = {"channel": link.channel, "oldest": link.ts, "latest": link.ts, "inclusive": True}
        if link.thread_ts and link.thread_ts != link.ts:
            page = _ask(client.conversations_replies, ts=link.thread_ts, limit=2, **span)
        else:
            page = _ask(client.conversations_history, limit=1, **span)
    except CannotReadError as error:
        raise error if error.message == _BUSY else CannotReadError(NOT_LINKED) from error
    found = [SlackMessage.model_validate(each) for each in page.get("messages") or []]
    message = next((each for each in found if each.ts == link.ts), None)
    if message is None:
        raise CannotReadError(NOT_LINKED)
    return message


def read_message(client: WebClient, channel: str, ts: str) -> SlackMessage:
    """One message, in a thread or not.

    Raises
    ------
    CannotReadError
        It is gone, or the bot is not in that channel.
    """
    try:
        page = _ask(client.conversations_replies, channel=channel, ts=ts, latest=ts, inclusive=True, limit=1)
    except CannotReadError as error:
        raise error if error.message == _BUSY else CannotReadError(OUT_OF_REACH) from error
    found = [SlackMessage.model_validate({**each, "channel": channel}) for each in page.get("messages") or []]
    message = next((each for each in found if each.ts == ts), None)
    if message is None:
        raise CannotReadError(OUT_OF_REACH)
    return message


def _members(client: WebClient, channel: str) -> list[Any]:
    return list(_ask(client.conversations_members, channel=channel, limit=_MEMBERS).get("members") or [])


def _replies(client: WebClient, asking: SlackMessage, cursor: str, limit: int) -> dict[str, Any]:
    on = {"cursor": cursor} if cursor else {}
    root = asking.thread_ts or asking.ts
    return _ask(client.conversations_replies, channel=asking.channel, ts=root, limit=limit, **on)


def _ask(method: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
    try:
        response = method(**arguments)
    except SlackApiError as error:
        raise CannotReadError(_SENTENCES.get(slack_error_code(error), _UNREADABLE)) from error
    except (OSError, HTTPException) as error:
        raise CannotReadError(_UNREADABLE) from error
    return dict(response.data) if isinstance(response.data, dict) else {}
