"""Replies to a slash command, which only the person sees who typed it, unless they wish that everyone does."""

from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk import WebClient

from bot.failures import ResponseUrlError
from bot.outlets import UncertainError
from bot.preferences import Audience
from bot.replies.limits import MAX_RESPONSES
from bot.replies.message import Message, at_most, say
from bot.slack_client import create_response_client

WAKING = "I am still waking up, which can take some minutes. My reply will take the place of this."

_GONE = range(400, 500)
"""Statuses of a response URL that is unknown, used up or older than half an hour."""


class ResponseUrlOutlet:
    """No more messages than Slack takes.

    What was sent to a response URL cannot be looked up. A first message that may have arrived is sent again as its own
    replacement, so that a person sees it once. An apology is for that person alone, unless it replaces what everyone
    sees.
    """

    def __init__(self, response_url: str, client: WebClient, user: str, audience: Audience = Audience.ONE) -> None:
        self._response = create_response_client(response_url)
        self._client = client
        self._user = user
        self._audience = audience
        self._replaces = False

    def recall(self) -> bool:
        self._replaces = True
        return False

    def reply(self, messages: Sequence[Message]) -> None:
        most = MAX_RESPONSES - 1 if self._replaces else MAX_RESPONSES
        for page, message in enumerate(at_most(messages, most)):
            self._send(message, self._audience, replaces=self._replaces and page == 0)

    def apologise(self, message: Message) -> None:
        """Where the response URL is of no use any more, to the person directly."""
        audience = self._audience if self._replaces else Audience.ONE
        try:
            self._send(message, audience, replaces=self._replaces)
        except ResponseUrlError as error:
            if error.code not in _GONE or not self._user:
                raise
            self._client.chat_postMessage(channel=self._user, text=message.text)

    def show_waking(self) -> None:
        """Once: a later attempt leaves it there, until the reply replaces it."""
        if not self._replaces:
            with suppress(ResponseUrlError, OSError, HTTPException):
                self._send_once(say(WAKING), self._audience, replaces=False)

    def _send(self, message: Message, audience: Audience, *, replaces: bool) -> None:
        try:
            self._send_once(message, audience, replaces=replaces)
        except URLError:
            raise  # it never left
        except (OSError, HTTPException):
            try:
                self._send_once(message, audience, replaces=True)
            except (OSError, HTTPException) as error:
                raise UncertainError from error

    def _send_once(self, message: Message, audience: Audience, *, replaces: bool) -> None:
        response = self._response.send(
            text=message.text,
            blocks=list(message.blocks) or None,
            response_type="in_channel" if audience is Audience.EVERYONE else "ephemeral",
            replace_original=replaces,
            unfurl_links=False,
            unfurl_media=False,
        )
        if response.status_code != 200:
            raise ResponseUrlError(response.status_code)
