"""Files that are shared: in the thread that they come from, or with one person directly."""

from collections.abc import Sequence
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import may_have_been_taken, slack_error_code
from bot.outlets import UncertainError, status
from bot.outlets.direct import DirectOutlet
from bot.outlets.threads import ThreadOutlet
from bot.passages.errors import CannotReadError
from bot.replies.message import Message

NOT_ALLOWED = (
    "I am not allowed to share files here. Ask whoever installed me to add the permission `files:write` to the app, as "
    "in my manifest, and to install it again."
)
_DIGITS = 8
"""Digits of a delivery's identity in the name of its file."""


class ThreadFileOutlet(ThreadOutlet):
    """The thread of a message.

    Slack keeps no metadata with a file, so its name holds the beginning of the delivery's identity: by that a later
    attempt sees whether an earlier one has shared it. A file appears only a while after Slack has taken it, so what
    may have been taken is not sent again in the same attempt.
    """

    def recall(self) -> bool:
        return self._is_shared()

    def reply(self, messages: Sequence[Message]) -> None:
        """Takes the status away itself: a file comes late, and an apology is not said in the thread."""
        try:
            for message in messages:
                self._share_once(message)
        finally:
            status.show(self._client, self._message.channel, self._root, "")

    def _share_once(self, message: Message) -> None:
        try:
            _share(self._client, message, self._delivery, channel=self._message.channel, thread_ts=self._root)
        except (SlackApiError, OSError, HTTPException) as error:
            if not may_have_been_taken(error):
                raise
            if not self._is_shared():
                raise UncertainError from error

    def _is_shared(self) -> bool:
        found = self._ask(self._client.conversations_replies, ts=self._root)
        names = {str(file.get("name")) for message in found for file in message.get("files") or []}
        return any(name.startswith(_stem(self._delivery)) for name in names)


class DirectFileOutlet:
    """The direct conversation: whoever alone sees a reply alone gets its file. What may have arrived may come twice."""

    def __init__(self, client: WebClient, user: str, delivery: str) -> None:
        self._client = client
        self._user = user
        self._delivery = delivery

    def recall(self) -> bool:
        return False

    def reply(self, messages: Sequence[Message]) -> None:
        for message in messages:
            _share(self._client, message, self._delivery, channels=[self._user])

    def apologise(self, message: Message) -> None:
        DirectOutlet(self._client, self._user).apologise(message)

    def show_waking(self) -> None:
        """There is no thread that could have a status."""


def _share(client: WebClient, message: Message, delivery: str, **place: Any) -> None:
    """Share the file of a message, if it has one.

    Raises CannotReadError where the app lacks the permission, and whatever slack_sdk raises.
    """
    file = message.file
    if file is None:
        return
    name = f"{_stem(delivery)}.{file.ending}"
    try:
        client.files_upload_v2(
            content=file.content, filename=name, title=file.title, initial_comment=message.text, **place
        )
    except SlackApiError as error:
        if slack_error_code(error) == "missing_scope":
            raise CannotReadError(NOT_ALLOWED) from error
        raise


def _stem(delivery: str) -> str:
    return f"names-{delivery[:_DIGITS]}"
