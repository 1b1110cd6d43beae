"""Which deliveries were taken up already: Slack may deliver the same message several times, even at once."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, Protocol

CAPACITY = 10_000
"""Deliveries remembered in memory: hours of a busy workspace, where Slack gives up redelivering after minutes."""


class Ledger(Protocol):
    def attempt(self, identity: str) -> AbstractContextManager[bool]:
        """Whether this is the first attempt at a delivery; an error that leaves the block allows another one."""
        ...


class InMemoryLedger:
    """For one process; thread-safe, and bounded by forgetting the oldest."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def attempt(self, identity: str) -> Iterator[bool]:
        first = self._claim(identity)
        try:
            yield first
        except BaseException:
            if first:
                self._release(identity)
            raise

    def _claim(self, identity: str) -> bool:
        with self._lock:
            if identity in self._seen:
                return False
            self._seen[identity] = None
            while len(self._seen) > self._capacity:
                self._seen.popitem(last=False)
            return True

    def _release(self, identity: str) -> None:
        with self._lock:
            self._seen.pop(identity, None)


def identity_of(body: Mapping[str, Any]) -> str:
    """What all deliveries of the same message or command share, as a digest that is safe to store and to log.

    A message is its channel and timestamp, so that a mention that arrives as two events is one; a command is its
    trigger; any other event is its id. The words are part of it: they never differ between deliveries of the same.
    """
    event = body.get("event")
    if not isinstance(event, Mapping):
        parts = [body.get("trigger_id"), body.get("command"), body.get("text")]
    elif event.get("ts"):
        parts = [event.get("channel"), event["ts"], event.get("text")]
    else:
        parts = [body.get("event_id")]
    return hashlib.sha256(json.dumps([body.get("team_id"), *parts]).encode()).hexdigest()
