"""Trigger ids: each lets the app open one modal, within three seconds of what a person did."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from workspace.errors import SlackError
from workspace.feed import Feed
from workspace.ids import new_id

LIFETIME_SECONDS = 3.0
_KEPT = 500


@dataclass
class Trigger:
    """`key` is what the page's "is reading" line knows the same deed by."""

    user: str
    key: str
    issued: float
    is_used: bool = False


class Triggers:
    """Issues trigger ids and takes them back."""

    def __init__(self, feed: Feed, clock: Callable[[], float] = time.monotonic) -> None:
        self._feed = feed
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, key: str = "") -> str:
        trigger_id = f"{new_id('')}.{new_id('')}.{new_id('')}".lower()
        with self._feed.lock:
            self._issued[trigger_id] = Trigger(user, key, self._clock())
            while len(self._issued) > _KEPT:
                self._issued.pop(next(iter(self._issued)))
        return trigger_id

    def take(self, trigger_id: str) -> Trigger:
        """Use up a trigger id.

        Raises
        ------
        SlackError
            `invalid_trigger_id`, `expired_trigger_id` or `exchanged_trigger_id`.
        """
        with self._feed.lock:
            trigger = self._issued.get(trigger_id)
            if trigger is None:
                raise SlackError("invalid_trigger_id")
            if trigger.is_used:
                raise SlackError("exchanged_trigger_id")
            if self._clock() - trigger.issued > LIFETIME_SECONDS:
                raise SlackError("expired_trigger_id")
            trigger.is_used = True
            return trigger
