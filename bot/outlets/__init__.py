"""Where a reply goes: the thread of a message, or the response URL of a slash command."""

from collections.abc import Sequence
from typing import Protocol

from bot.replies.message import Message


class UncertainError(Exception):
    """Whether Slack took a message cannot be told now; a later attempt looks before it posts."""


class Outlet(Protocol):
    """Raises SlackApiError, ResponseUrlError, OSError or HTTPException where Slack does not take a message.

    UncertainError means that nothing more may be said in this attempt: it might be said twice.
    """

    def recall(self) -> bool:
        """Look up what earlier attempts posted; whether that is an answer already, whole or an apology."""
        ...

    def reply(self, messages: Sequence[Message]) -> None:
        """Post what was not posted yet."""
        ...

    def apologise(self, message: Message) -> None: ...

    def show_waking(self) -> None:
        """Tell that it will take minutes. Never raises: the reply matters, not the sign."""
        ...
