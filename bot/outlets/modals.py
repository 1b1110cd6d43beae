"""Results in the modal that was submitted, which may be closed by then."""

import html
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.dialogs import OpenDialog
from bot.failures import slack_error_code
from bot.outlets.direct import DirectOutlet
from bot.replies import views
from bot.replies.message import Message


class ModalOutlet:
    """Showing something twice in a modal changes nothing, so nothing has to be looked up.

    `is_posting` where the modal shows already what was found, and is to say that it is posted.
    """

    def __init__(self, client: WebClient, view: Mapping[str, Any], user: str, *, is_posting: bool = False) -> None:
        self._client = client
        self._opened = OpenDialog.of(view)
        self._otherwise = DirectOutlet(client, user)
        self._is_posting = is_posting

    def recall(self) -> bool:
        return False

    def reply(self, messages: Sequence[Message]) -> None:
        """In the modal, or, where it is closed, to the person directly."""
        if not messages:
            return
        shown = views.found(self._opened, messages, is_posted=self._is_posting)
        if not self._show(shown) and not self._is_posting:
            self._otherwise.reply(messages)

    def apologise(self, message: Message) -> None:
        if not self._show(views.told(self._opened, html.unescape(message.text))):
            self._otherwise.apologise(message)

    def show_waking(self) -> None:
        with suppress(SlackApiError, OSError, HTTPException):
            self._show(views.loading(self._opened.dialog, views.WAKING))

    def _show(self, view: views.ViewJson) -> bool:
        """Whether it is still open."""
        try:
            self._client.views_update(view_id=self._opened.view_id, view=view)
        except SlackApiError as error:
            if slack_error_code(error) != "not_found":
                raise
            return False
        return True
