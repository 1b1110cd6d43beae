"""The lines of a text, each with its place."""

from collections.abc import Iterator


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each line starts, and the line without its break."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
