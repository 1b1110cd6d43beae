"""Which deliveries were taken up already: Slack may deliver the same message several times, even at once."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from threading import Lock
from typing import Any, Protocol

CAPACITY = 10_000
"""Deliveries remembered in memory: hours of a busy workspace, where Slack gives up redelivering after minutes."""


class Attempt(Enum):
    """`AGAIN`: an earlier attempt failed or was killed, perhaps after it had posted. `TAKEN`: nothing is to be done."""

    FIRST = "first"
    AGAIN = "again"
    TAKEN = "taken"


class UnderWayError(Exception):
    """Another attempt of the same owner has not ended: once it has, there is to be another look."""


class Ledger(Protocol):
    def attempt(self, identity: str) -> AbstractContextManager[Attempt]:
        """Which attempt at a delivery this is; an error that leaves the block allows another one.

        Raises UnderWayError, or whatever keeps the ledger from telling: then nothing may be posted.
        """
        ...


class ClaimingLedger(ABC):
    """A `Ledger` made of two steps: claim a delivery, and release it where the attempt failed."""

    @contextmanager
    def attempt(self, identity: str) -> Iterator[Attempt]:
        """Which attempt at a delivery this is; an error that leaves the block allows another one."""
        attempt = self._claim(identity)
        try:
            yield attempt
        except BaseException:
            if attempt is not Attempt.TAKEN:
                self._release(identity)
            raise

    @abstractmethod
    def _claim(self, identity: str) -> Attempt: ...

    @abstractmethod
    def _release(self, identity: str) -> None: ...


class InMemoryLedger(ClaimingLedger):
    """For one process; thread-safe, and bounded by forgetting the oldest."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._released: OrderedDict[str, bool] = OrderedDict()
        """Whether the latest attempt failed, by identity."""
        self._lock = Lock()

    def _claim(self, identity: str) -> Attempt:
        with self._lock:
            released = self._released.get(identity)
            if released is False:
                return Attempt.TAKEN
            self._released[identity] = False
            while len(self._released) > self._capacity:
                self._released.popitem(last=False)
            return Attempt.AGAIN if released else Attempt.FIRST

    def _release(self, identity: str) -> None:
        with self._lock:
            if identity in self._released:
                self._released[identity] = True


def identity_of(body: Mapping[str, Any]) -> str:
    """What all deliveries of the same message or command share, as a digest that is safe to store and to log.

    A message is its channel and timestamp, so that a mention that arrives as two events is one. A reaction is the
    message and the emoji, whoever adds it. A command, a shortcut, a button or a submission is its trigger; but a button
    of a modal is the state of the modal in which it is pressed, so that pressing twice is pressing once. Any other
    event is its id. The words are part of it: they never differ between deliveries of the same.
    """
    return hashlib.sha256(json.dumps([_team(body), *_parts(body)]).encode()).hexdigest()


def _team(body: Mapping[str, Any]) -> object:
    team = body.get("team")
    return team.get("id") if isinstance(team, Mapping) else body.get("team_id")


def _parts(body: Mapping[str, Any]) -> list[object]:
    event, view, actions = body.get("event"), body.get("view"), body.get("actions")
    if isinstance(event, Mapping):
        return _event_parts(body, event)
    if isinstance(view, Mapping) and view.get("type") == "modal" and actions:
        return [view.get("id"), view.get("hash"), actions[0].get("action_id")]
    return [body.get("trigger_id"), body.get("command"), body.get("text")]


def _event_parts(body: Mapping[str, Any], event: Mapping[str, Any]) -> list[object]:
    item = event.get("item")
    if isinstance(item, Mapping):
        return [item.get("channel"), item.get("ts"), event.get("reaction")]
    if event.get("ts"):
        return [event.get("channel"), event["ts"], event.get("text")]
    return [body.get("event_id")]
