"""Identifiers and timestamps shaped like Slack's."""

import secrets
import string
import threading
import time

_ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str) -> str:
    """Ten more random characters after the prefix: `C` a channel, `U` a user, `Ev` an event."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Timestamps:
    """Message timestamps: seconds with six decimals, as strings, each later than the one before."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> str:
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
