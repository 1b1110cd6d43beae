"""The order of everything that happens, for those who follow: the page and tests."""

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

Json = dict[str, Any]
T = TypeVar("T")

_POLL_SECONDS = 0.05


class Change(NamedTuple):
    position: int
    data: Json


class Feed:
    """A bounded log of changes, and the one lock of the workspace's state.

    `run` tells one start of the workspace from the next, so that a follower does not take positions of an earlier
    run for its own.
    """

    def __init__(self, size: int = 500) -> None:
        self.run = secrets.token_hex(4)
        self.lock = threading.RLock()
        self.closed = False
        self._changed = threading.Condition(self.lock)
        self._changes: deque[Change] = deque(maxlen=size)
        self._position = 0

    @property
    def position(self) -> int:
        """The position of the newest change; 0 before the first."""
        with self.lock:
            return self._position

    def publish(self, kind: str, **data: Any) -> None:
        with self.lock:
            self._position += 1
            self._changes.append(Change(self._position, {"kind": kind, **data}))
            self._changed.notify_all()

    def after(self, position: int) -> list[Change] | None:
        """The changes after a position, or None where some of them are no longer kept."""
        with self.lock:
            oldest_kept = self._position - len(self._changes)
            if not oldest_kept <= position <= self._position:
                return None
            return [change for change in self._changes if change.position > position]

    def wait(self, position: int, timeout: float) -> None:
        """Return when there is a change after the position, when the feed closes, or after `timeout` seconds."""
        with self.lock:
            self._changed.wait_for(lambda: self._position != position or self.closed, timeout)

    def wait_until(self, predicate: Callable[[], T], timeout: float) -> T:
        """Return the predicate's first true value.

        Raises
        ------
        TimeoutError
            When there is none within `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        with self.lock:
            while not (value := predicate()):
                if time.monotonic() >= deadline:
                    raise TimeoutError(f"Nothing made it true within {timeout:g} s.")
                # A predicate may look at more than this feed, so it is tried again without a change too.
                self._changed.wait(_POLL_SECONDS)
            return value

    def close(self) -> None:
        """Let every follower go."""
        with self.lock:
            self.closed = True
            self._changed.notify_all()
