"""Where a reply goes: the thread of a message, or the response URL of a slash command."""

from collections.abc import Sequence
from typing import Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.failures import ResponseUrlError, slack_error_code
from bot.replies.message import Message, at_most
from bot.slack_client import create_response_client
from bot.slack_messages import SlackMessage

_CHANNEL_IS_CLOSED = {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}
"""Errors for which no message at all reaches the channel."""


class Outlet(Protocol):
    """Raises SlackApiError, ResponseUrlError or OSError where Slack does not take a message."""

    def reply(self, messages: Sequence[Message]) -> None: ...

    def apologise(self, message: Message) -> None: ...


class ThreadOutlet:
    """Replies in the thread of a message, which starts one if there is none."""

    def __init__(self, client: WebClient, message: SlackMessage) -> None:
        self._client = client
        self._message = message

    def reply(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._post(message, self._message.channel, self._message.thread_ts or self._message.ts or None)

    def apologise(self, message: Message) -> None:
        """In the thread, or, where the bot may not write there, to the person directly."""
        try:
            self.reply([message])
        except SlackApiError as error:
            if slack_error_code(error) not in _CHANNEL_IS_CLOSED or not self._message.user:
                raise
            self._post(message, self._message.user, None)

    def _post(self, message: Message, channel: str, thread_ts: str | None) -> None:
        self._client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            text=message.text,
            blocks=list(message.blocks) or None,
            unfurl_links=False,
            unfurl_media=False,
        )


class ResponseUrlOutlet:
    """Replies that only the person sees who typed the command, no more than Slack takes."""

    def __init__(self, response_url: str) -> None:
        self._client = create_response_client(response_url)

    def reply(self, messages: Sequence[Message]) -> None:
        for message in at_most(messages):
            response = self._client.send(
                text=message.text,
                blocks=list(message.blocks) or None,
                response_type="ephemeral",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
            if response.status_code != 200:
                raise ResponseUrlError(response.status_code)

    def apologise(self, message: Message) -> None:
        self.reply([message])
