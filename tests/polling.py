"""Waiting for what happens on another thread, in another process or in a browser."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(
    predicate: Callable[[], T], seconds: float = 30, otherwise: Callable[[], str] = lambda: "it never happened"
) -> T:
    """Poll for the first true value; fails with the words of `otherwise` when `seconds` are over."""
    deadline = time.monotonic() + seconds
    while not (value := predicate()):
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.01)
    return value
