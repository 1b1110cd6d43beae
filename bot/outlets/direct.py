"""Replies to what was done in the Home tab, in the direct conversation with the person."""

from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.ledger import identity_of
from bot.outlets.threads import LOOK_AT, ThreadOutlet
from bot.slack_messages import SlackMessage

WAKING = "I am still waking up, which can take some minutes. My reply will come here."


class DirectOutlet(ThreadOutlet):
    """Posts outside of threads, since there is no message to reply to.

    Parameters
    ----------
    body
        A request with an action in a view whose `private_metadata` names the direct conversation. Where it does not,
        the person's id does for posting, but what was posted cannot be looked up.
    """

    def __init__(self, client: WebClient, body: Mapping[str, Any]) -> None:
        user, clicked = str(body["user"]["id"]), str(body["actions"][0].get("action_ts", ""))
        channel = (body.get("view") or {}).get("private_metadata") or user
        super().__init__(client, SlackMessage(channel=channel, user=user, ts=clicked), identity_of(body))
        self._is_first = True

    def recall(self) -> bool:
        """One call of `conversations.history`; likewise."""
        self._is_first = False
        return super().recall()

    def show_waking(self) -> None:
        """As a message that is gone when the person reloads; once."""
        if self._is_first:
            with suppress(SlackApiError, OSError, HTTPException):
                self._client.chat_postEphemeral(
                    channel=self._message.channel, user=str(self._message.user), text=WAKING
                )

    @property
    def _thread_ts(self) -> str:
        return ""

    def _said_since(self) -> SlackResponse:
        return self._client.conversations_history(
            channel=self._message.channel, oldest=self._message.ts, include_all_metadata=True, limit=LOOK_AT
        )
