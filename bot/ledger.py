"""Which deliveries were taken up already: Slack may deliver the same message several times, even at once."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from threading import Lock
from typing import Any, Literal, Protocol

CAPACITY = 10_000
"""Deliveries remembered in memory: hours of a busy workspace, where Slack gives up redelivering after minutes."""


Outcome = Literal["done", "failed"]


class Attempt(Enum):
    """`AGAIN`: an earlier attempt failed or was killed, perhaps after it had posted. `TAKEN`: nothing is to be done."""

    FIRST = "first"
    AGAIN = "again"
    TAKEN = "taken"


class Ledger(Protocol):
    def attempt(self, identity: str) -> AbstractContextManager[Attempt]:
        """Which attempt at a delivery this is; an error that leaves the block allows another one.

        Raises whatever keeps the ledger from telling: then nothing may be posted.
        """
        ...


class ClaimingLedger(ABC):
    """A `Ledger` made of two steps: claim a delivery, and note how the attempt ended."""

    @contextmanager
    def attempt(self, identity: str) -> Iterator[Attempt]:
        """Which attempt at a delivery this is; an error that leaves the block allows another one."""
        attempt = self._claim(identity)
        try:
            yield attempt
        except BaseException:
            if attempt is not Attempt.TAKEN:
                self._end(identity, "failed")
            raise
        if attempt is not Attempt.TAKEN:
            self._end(identity, "done")

    @abstractmethod
    def _claim(self, identity: str) -> Attempt: ...

    @abstractmethod
    def _end(self, identity: str, state: Outcome) -> None: ...


class InMemoryLedger(ClaimingLedger):
    """For one process; thread-safe, and bounded by forgetting the oldest."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._failed: OrderedDict[str, bool] = OrderedDict()
        """Whether the latest attempt failed, by identity."""
        self._lock = Lock()

    def _claim(self, identity: str) -> Attempt:
        with self._lock:
            failed = self._failed.get(identity)
            if failed is False:
                return Attempt.TAKEN
            self._failed[identity] = False
            while len(self._failed) > self._capacity:
                self._failed.popitem(last=False)
            return Attempt.AGAIN if failed else Attempt.FIRST

    def _end(self, identity: str, state: Outcome) -> None:
        with self._lock:
            if identity in self._failed:
                self._failed[identity] = state == "failed"


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
