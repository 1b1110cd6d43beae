"""Replies for everyone, apologies for whoever pressed the button."""

from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.outlets import Outlet
from bot.outlets.modals import ModalOutlet
from bot.replies.message import Message


class PartedOutlet:
    """`shown` is the modal, if any, that is told of the reply too; a reply without it is one all the same."""

    def __init__(self, replies: Outlet, apologies: Outlet, shown: ModalOutlet | None = None) -> None:
        self._replies = replies
        self._apologies = apologies
        self._shown = shown

    def recall(self) -> bool:
        self._apologies.recall()
        return self._replies.recall()

    def reply(self, messages: Sequence[Message]) -> None:
        self._replies.reply(messages)
        if self._shown is not None:
            with suppress(SlackApiError, OSError, HTTPException):
                self._shown.reply(messages)

    def apologise(self, message: Message) -> None:
        self._apologies.apologise(message)

    def show_waking(self) -> None:
        self._replies.show_waking()
