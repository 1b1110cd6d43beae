"""Replies in the thread of a message, each page exactly once, whatever becomes of the connection."""

from collections.abc import Callable, Sequence
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.failures import may_have_been_taken, slack_error_code
from bot.outlets import UncertainError, status
from bot.outlets.receipts import APOLOGY, Receipt, is_answer, receipts
from bot.replies.message import Message
from bot.slack_messages import SlackMessage

INCOMPLETE = "My reply above is not complete."

_CHANNEL_IS_CLOSED = {
    *("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "restricted_action_thread_locked"),
    *("restricted_action_read_only_channel", "restricted_action_thread_only_channel", "messages_tab_disabled"),
    *("restricted_action_non_threadable_channel", "cannot_reply_to_message", "team_access_not_granted"),
}
"""Errors for which no message at all reaches the channel."""

_NOT_SHOWABLE = {"invalid_blocks", "invalid_blocks_format"}
"""Errors of a Slack that does not know some block."""

_POSTS = 2
"""Times that a message is sent where Slack is in trouble; in between it is looked for."""

_LOOK_AT = 200
"""Messages of the thread after the one that asks among which the bot's own are looked for."""


class ThreadOutlet:
    """The thread of a message, which starts one if there is none.

    `delivery` is the identity of what is answered. Every message carries it as metadata; where it is not certain
    whether Slack took one, it is looked for before it is sent again.
    """

    def __init__(self, client: WebClient, message: SlackMessage, delivery: str) -> None:
        self._client = client
        self._message = message
        self._delivery = delivery
        self._posted: set[int] = set()
        self._root = message.thread_ts or message.ts

    def recall(self) -> bool:
        """One call of `conversations.replies`; a thread that Slack does not show counts as empty."""
        found = self._look_up()
        self._posted = {receipt.page for receipt in found}
        return is_answer(found)

    def reply(self, messages: Sequence[Message]) -> None:
        for page, message in enumerate(messages, 1):
            if page not in self._posted:
                self._post_once(message, Receipt(delivery=self._delivery, page=page, pages=len(messages)))
                self._posted.add(page)

    def apologise(self, message: Message) -> None:
        """In the thread, or, where the bot may not write there, to the person directly."""
        if self._posted:
            message = Message(f"{INCOMPLETE} {message.text}")
        receipt = Receipt(delivery=self._delivery, page=APOLOGY, pages=1)
        try:
            self._post_once(message, receipt)
        except SlackApiError as error:
            if slack_error_code(error) not in _CHANNEL_IS_CLOSED or not self._message.user:
                raise
            self._post(message, receipt, self._message.user, None)

    def show_waking(self) -> None:
        status.show(self._client, self._message.channel, self._root, status.WAKING)

    def _post_once(self, message: Message, receipt: Receipt) -> None:
        for attempt in range(1, _POSTS + 1):
            try:
                self._post_showable(message, receipt)
            except (SlackApiError, OSError, HTTPException) as error:
                if not may_have_been_taken(error):
                    raise
                if receipt.page in {found.page for found in self._look_up()}:
                    return
                if attempt == _POSTS:
                    raise
            else:
                return

    def _look_up(self) -> list[Receipt]:
        return receipts(self._ask(self._client.conversations_replies, ts=self._root, limit=_LOOK_AT), self._delivery)

    def _ask(self, method: Callable[..., SlackResponse], **arguments: Any) -> list[dict[str, Any]]:
        """Messages since the one that asks, with what the bot's own carry; none where Slack does not show them.

        UncertainError: whether there are any cannot be told now.
        """
        channel, oldest = self._message.channel, self._message.ts
        try:
            page = method(channel=channel, oldest=oldest, include_all_metadata=True, **arguments)
        except SlackApiError as error:
            if may_have_been_taken(error) or slack_error_code(error) == "ratelimited":
                raise UncertainError from error
            return []
        except (OSError, HTTPException) as error:
            raise UncertainError from error
        return page.get("messages") or []

    def _post_showable(self, message: Message, receipt: Receipt) -> None:
        """Without its buttons, where Slack does not take them: then it has not taken the message either."""
        channel, root = self._message.channel, self._root or None
        try:
            self._post(message, receipt, channel, root)
        except SlackApiError as error:
            if slack_error_code(error) not in _NOT_SHOWABLE or not message.controls:
                raise
            self._post(message.without_controls(), receipt, channel, root)

    def _post(self, message: Message, receipt: Receipt, channel: str, thread_ts: str | None) -> None:
        posted = self._client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            text=message.text,
            blocks=message.all_blocks(),
            metadata=receipt.metadata(),
            unfurl_links=False,
            unfurl_media=False,
        )
        self._root = self._root or str(posted.get("ts") or "")
