"""Lines that pair a key with a value: "Rent: 740 euros", "Mon-Thu 8-18", "1st Lena Brandt", "09:30 Welcome"."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

import msgspec

from inference.reading.records.lines import lines

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?"
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?:\s?[ap]m)?|\s?[ap]m)\b"
_RANGE = r"\s?(?:[-–—/&,]|to|and)\s?"


class Keys(Enum):
    """What the keys of a block are."""

    DAYS = "days"
    PLACES = "places"
    TIMES = "times"
    FIELDS = "fields"


_LINES = {
    Keys.DAYS: rf"(?P<key>{_DAY}(?:{_RANGE}{_DAY}){{0,6}})[ \t]*[:–—-]?[ \t]+(?P<value>\S.*)",
    Keys.PLACES: r"(?P<key>gold|silver|bronze|\d{1,2}(?:st|nd|rd|th)(?: place)?|first|second|third)[ \t]*[:–—-]?[ \t]+(?P<value>\S.*)",  # noqa: E501
    Keys.TIMES: rf"(?P<key>{_CLOCK}(?:{_RANGE}{_CLOCK})?)[ \t]*[:–—-]?[ \t]+(?P<value>\S.*)",
    Keys.FIELDS: r"(?:[-*•] )?\*{0,2}(?P<key>[^\W_][^:=|\t.!?;\n]{0,40}?\.?)\*{0,2} ?[:=]\*{0,2}[ \t]+(?P<value>\S.*)",
}
_LEAST = {Keys.DAYS: 3, Keys.PLACES: 3, Keys.TIMES: 3, Keys.FIELDS: 2}
"""Lines of a block."""


class Pair(msgspec.Struct, frozen=True):
    """Where a key and its value stand."""

    key: tuple[int, int]
    value: tuple[int, int]


class Block(msgspec.Struct, frozen=True):
    """Pairs whose lines follow each other."""

    keys: Keys
    pairs: Sequence[Pair]


def blocks(text: str) -> list[Block]:
    """The blocks of a text in order; a line belongs to the first kind that it can be of."""
    return [block for block in _runs(text) if len(block.pairs) >= _LEAST[block.keys]]


def _runs(text: str) -> Iterator[Block]:
    pairs: list[Pair] = []
    kind = None
    for start, line in lines(text):
        keys, pair = _pair(line, start)
        if keys is not kind:
            if kind:
                yield Block(kind, pairs)
            kind, pairs = keys, []
        pairs += [pair] if pair else []
    if kind:
        yield Block(kind, pairs)


def _pair(line: str, start: int) -> tuple[Keys | None, Pair | None]:
    words = line.strip()
    start += line.find(words)
    for keys, pattern in _LINES.items():
        found = re.fullmatch(pattern, words, re.IGNORECASE)
        if found:
            (first, last), (begin, end) = found.span("key"), found.span("value")
            return keys, Pair((start + first, start + last), (start + begin, start + end))
    return None, None
