"""Replies to what is done in the Home tab, in the direct conversation with the person."""

from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger import identity_of
from bot.outlets.channels import ChannelOutlet

WAKING = "I am still waking up, which can take some minutes. My reply will come here."


class HomeOutlet(ChannelOutlet):
    """A message of its own, since there is none to reply to.

    Parameters
    ----------
    body
        A request with an action in a view whose `private_metadata` names the direct conversation. Where it does not,
        the person's id does for posting, but what was posted cannot be looked up.
    """

    def __init__(self, client: WebClient, body: Mapping[str, Any]) -> None:
        user, pressed = str(body["user"]["id"]), str(body["actions"][0].get("action_ts", ""))
        channel = (body.get("view") or {}).get("private_metadata") or user
        super().__init__(client, channel, user, pressed, identity_of(body))
        self._is_first = True

    def recall(self) -> bool:
        """One or two calls; likewise."""
        self._is_first = False
        return super().recall()

    def show_waking(self) -> None:
        """As a message that is gone when the person reloads; once."""
        if self._is_first:
            with suppress(SlackApiError, OSError, HTTPException):
                self._client.chat_postEphemeral(
                    channel=self._message.channel, user=str(self._message.user), text=WAKING
                )
