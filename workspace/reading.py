"""What the page's "is reading" line follows: what the bot has acknowledged and not yet replied to, or says it does."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from workspace.feed import Feed, Json

FORGET_AFTER_SECONDS = 120.0
"""As long as Slack keeps an assistant's status without a message."""


@dataclass
class _Pending:
    channel: str
    thread_ts: str | None
    since: float
    acknowledged: bool = False
    status: str | None = None


class Reading:
    """Pending replies by key: an event's timestamp or a command's response URL.

    A reply may overtake its own acknowledgement, so what is pending is noted when it is sent and shown when it is
    acknowledged.
    """

    def __init__(self, feed: Feed, clock: Callable[[], float] = time.monotonic) -> None:
        self._feed = feed
        self._clock = clock
        self._pending: dict[str, _Pending] = {}

    def sent(self, key: str, channel: str, thread_ts: str | None) -> None:
        with self._feed.lock:
            self._pending[key] = _Pending(channel, thread_ts, self._clock())

    def acknowledged(self, key: str) -> None:
        with self._feed.lock:
            if pending := self._pending.get(key):
                pending.acknowledged = True
                self._publish()

    def status(self, channel: str, thread_ts: str, words: str) -> None:
        """The bot's own words for what it does in a thread; none take them away."""
        key = f"{channel} {thread_ts}"
        if not words:
            self.over(key)
            return
        with self._feed.lock:
            self._pending[key] = _Pending(channel, thread_ts, self._clock(), acknowledged=True, status=words)
            self._publish()

    def over(self, key: str) -> None:
        with self._feed.lock:
            if self._pending.pop(key, None):
                self._publish()

    def replied(self, channel: str, thread_ts: str | None) -> None:
        """The bot posted: nothing is pending any more in that thread, or in the whole channel.

        A message outside threads may be answered in the thread that begins with it.
        """
        with self._feed.lock:
            for key, pending in list(self._pending.items()):
                if pending.channel == channel and thread_ts in (None, pending.thread_ts, key):
                    self.over(key)

    def current(self) -> list[Json]:
        """Where the bot is reading: channel, thread or null, and its own words for it or null."""
        with self._feed.lock:
            oldest = self._clock() - FORGET_AFTER_SECONDS
            self._pending = {key: each for key, each in self._pending.items() if each.since > oldest}
            return [
                {"channel": each.channel, "thread_ts": each.thread_ts, "status": each.status}
                for each in self._pending.values()
                if each.acknowledged
            ]

    def _publish(self) -> None:
        self._feed.publish("reading", places=self.current())
