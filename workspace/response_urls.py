"""Response URLs: each lets the app answer one command or interaction five times within half an hour."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from workspace.content import message_content
from workspace.directory import Channel
from workspace.errors import SlackError
from workspace.feed import Feed, Json
from workspace.messages import Messages
from workspace.voice import Voice

MAX_USES = 5
LIFETIME_SECONDS = 30 * 60.0
_KEPT = 500


@dataclass
class Invocation:
    """One use of a command or a button, and what has been answered to it so far.

    `answer_ts` is the latest answer's; at first it is the message's that the button belongs to.
    """

    channel: Channel
    user: str
    issued: float
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    uses: int = 0
    answer_ts: str | None = None


class ResponseUrls:
    """Issues the URLs' secrets and takes what is sent to them."""

    def __init__(
        self, feed: Feed, messages: Messages, voice: Voice, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._feed = feed
        self._messages = messages
        self._voice = voice
        self._clock = clock
        self._issued: dict[str, Invocation] = {}

    def issue(self, channel: Channel, user: str, original: str | None = None) -> Invocation:
        invocation = Invocation(channel, user, self._clock(), answer_ts=original)
        with self._feed.lock:
            self._issued[invocation.secret] = invocation
            while len(self._issued) > _KEPT:
                self._issued.pop(next(iter(self._issued)))
        return invocation

    def use(self, secret: str, payload: Json) -> None:
        """Take one answer sent to a response URL.

        Raises
        ------
        SlackError
            `used_url`, `expired_url`, or what is wrong with the payload. A refused payload is a use all the same.
        """
        with self._feed.lock:
            invocation = self._issued.get(secret)
            if invocation is None or self._clock() - invocation.issued > LIFETIME_SECONDS:
                raise SlackError("expired_url")
            if invocation.uses >= MAX_USES:
                raise SlackError("used_url")
            invocation.uses += 1
            self.answer(invocation, payload)

    def answer(self, invocation: Invocation, payload: Json) -> None:
        """Post, replace or delete, as the payload says. Without a type an answer is ephemeral."""
        kind = payload.get("response_type", "ephemeral")
        if kind not in {"ephemeral", "in_channel"}:
            raise SlackError("invalid_payload")
        previous = self._messages.get(invocation.channel.id, invocation.answer_ts) if invocation.answer_ts else None
        if payload.get("delete_original"):
            if previous:
                self._voice.delete(previous)
            return
        content = message_content(payload)
        if payload.get("replace_original") and previous:
            self._voice.change(previous, content)
            return
        only_for = invocation.user if kind == "ephemeral" else None
        thread_ts = payload.get("thread_ts")
        message = self._voice.post(invocation.channel, content, thread_ts=thread_ts, only_for=only_for)
        invocation.answer_ts = message["ts"]
