"""Whether a time grows no faster than a text: hostile texts of any length, and what four times as much of one takes."""

import gc
import string
import time
from collections.abc import Callable

SHORT, LONG = 10_000, 40_000

MOST = 8.0
"""How many times as long the long text may take: four is linear, sixteen quadratic."""

FLOOR = 0.004
"""Seconds of computing below which a time says nothing."""

REPEATS = 5

ODD = [
    *"a1éßİ中ا€’“…—®²。？」",  # noqa: RUF001 - signs that look like others
    *("😀", "👩\u200d👩🏽\u200d👧", "👍🏽", "🇩🇪", "❤\ufe0f", "e\u0301", "\u0301", "क्ष", "ก็"),
    *("\n", "\t", "\r\n", "\u00a0", "\u2028", "\u3000", "\x1c", "\x85", "\n ", "\n\n", " \t"),
    *("\u200b", "\u200d", "\ufeff", "\u202e", "\ue000", "\x00", "\x1b", "\x7f"),
]
MIXED = (
    *("a.", ".-", "<a", "\n.", "a$", "$=", "'s", "d'", "():", '?"', "a:@", "a@a.", "1,", "1km", "(a", "--a", "...a"),
    *(
        "http://",
        "https://a.aa:1?",
        "Anna,",
        "Anna ",
        "A.B.",
        "Mr. ",
        "don't",
        "x/",
        "| a ",
        "|-",
        "\n-",
        "a\n",
        "who? ",
    ),
)
UNITS = (*string.punctuation, *ODD, *MIXED)
"""What is repeated: signs, letters and spaces of every kind, and some of them in turn."""


def texts(unit: str) -> tuple[Callable[[int], str], ...]:
    """One run of a unit, and one with a letter at its end, where a rule that wants something else fails late."""
    return (lambda size: run(unit, size)), (lambda size: f"{run(unit, size - 1)}a")


def run(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def nested(size: int) -> str:
    return f"{'(' * (size // 2)}{')' * (size // 2)}"


def stacked(size: int) -> str:
    """As many marks on one letter as there is room for."""
    return f"a{run(chr(0x301), size - 1)}"


def assert_linear(read: Callable[[str], object], make: Callable[[int], str]) -> None:
    """Compare computing times, which wait for nobody: the least of a few, for others use the same caches.

    No two texts are the same: what reads them may remember.
    """
    times = [float("inf"), float("inf")]
    for shorter in range(0, 2 * REPEATS, 2):
        for index, size in enumerate((LONG, SHORT)):
            times[index] = min(times[index], _seconds(read, make(size - shorter)))
            if times[0] < FLOOR:
                return
        if times[0] <= MOST * times[1]:
            return
    raise AssertionError(f"{LONG} characters of {make(10)!r} take {times[0] / times[1]:.0f} times as long as {SHORT}")


def _seconds(read: Callable[[str], object], text: str) -> float:
    gc.disable()
    try:
        start = time.process_time()
        read(text)
        return time.process_time() - start
    finally:
        gc.enable()
