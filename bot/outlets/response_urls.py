"""Replies that only the person sees who typed a command, used a shortcut or pressed a button, or all whom they let."""

import json
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

WAKING_UP = "I am still waking up, which can take some minutes."
WAKING = f"{WAKING_UP} My reply will take the place of this."

_GONE = range(400, 500)
"""Statuses of a response URL that is unknown, used up or older than half an hour."""

_BAD_PAYLOAD = 400


class ResponseUrlOutlet:
    """No more messages than Slack takes.

    What was sent to a response URL cannot be looked up. A first message that may have arrived is sent again as its own
    replacement, so that a person sees it once. That is no way where the URL belongs to a button (`of_button`): the
    message that would be replaced is the button's. An apology is for one person, unless it replaces what everyone sees.
    """

    def __init__(
        self,
        response_url: str,
        client: WebClient,
        user: str,
        *,
        of_button: bool = False,
        thread_ts: str = "",
        audience: Audience = Audience.ONE,
    ) -> None:
        self._response = create_response_client(response_url)
        self._client = client
        self._user = user
        self._of_button = of_button
        self._thread_ts = thread_ts
        self._audience = audience
        self._is_again = False

    def recall(self) -> bool:
        self._is_again = True
        return False

    def reply(self, messages: Sequence[Message]) -> None:
        most = MAX_RESPONSES - 1 if self._is_again else MAX_RESPONSES
        for page, message in enumerate(at_most(messages, most)):
            self._send(message, self._audience, replaces=self._is_again and page == 0)

    def apologise(self, message: Message) -> None:
        """Where the response URL is of no use any more, to the person directly."""
        audience = self._audience if self._is_again else Audience.ONE
        try:
            self._send(message, audience, replaces=self._is_again)
        except ResponseUrlError as error:
            if error.code not in _GONE or not self._user:
                raise
            self._client.chat_postMessage(channel=self._user, text=message.text)

    def show_waking(self) -> None:
        """Once: a later attempt leaves it there, until the reply replaces it, if it can."""
        if not self._is_again:
            with suppress(ResponseUrlError, OSError, HTTPException):
                self._send_once(say(WAKING_UP if self._of_button else WAKING), self._audience, replaces=False)

    def _send(self, message: Message, audience: Audience, *, replaces: bool) -> None:
        try:
            self._send_showable(message, audience, replaces=replaces)
        except URLError:
            raise  # it never left
        except (OSError, HTTPException):
            try:
                self._send_showable(message, audience, replaces=True)
            except (OSError, HTTPException) as error:
                raise UncertainError from error

    def _send_showable(self, message: Message, audience: Audience, *, replaces: bool) -> None:
        """Without its buttons, where Slack does not take them."""
        try:
            self._send_once(message, audience, replaces=replaces)
        except ResponseUrlError as error:
            if error.code != _BAD_PAYLOAD or not message.controls:
                raise
            self._send_once(message.without_controls(), audience, replaces=replaces)

    def _send_once(self, message: Message, audience: Audience, *, replaces: bool) -> None:
        blocks = message.all_blocks()
        body = {
            "text": message.text,
            "blocks": [block.to_dict() for block in blocks] if blocks else None,
            "response_type": "in_channel" if audience is Audience.EVERYONE else "ephemeral",
            "replace_original": replaces and not self._of_button,
            "thread_ts": self._thread_ts or None,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        response = self._response.send_dict({key: value for key, value in body.items() if value is not None})
        if response.status_code != 200:
            raise ResponseUrlError(response.status_code)
        if _is_refusal(response.body):
            raise ResponseUrlError(_BAD_PAYLOAD)


def _is_refusal(body: str | None) -> bool:
    """Slack says `ok`, but for some refusals, which come as JSON with status 200."""
    try:
        said = json.loads(body or "")
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("ok") is False
