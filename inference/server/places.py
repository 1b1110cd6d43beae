"""How much work a server takes at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

PLACES = 32
"""Texts in hand: as many as the largest batch has, and fewer than the server has threads, so a full one says so."""


class FullError(Exception):
    """There is no room for this much more."""


class Places:
    """Counts texts in hand, over all tasks."""

    def __init__(self, limit: int = PLACES) -> None:
        self._free = limit
        self._lock = Lock()

    @contextmanager
    def taken(self, count: int) -> Iterator[None]:
        """Hold places; raises FullError at once where there are not enough."""
        with self._lock:
            if count > self._free:
                raise FullError
            self._free -= count
        try:
            yield
        finally:
            with self._lock:
                self._free += count
