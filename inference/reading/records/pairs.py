"""Lines that pair a key with a value: "Rent: 740 euros", "Mon-Thu 8-18", "1st Lena Brandt", "09:30 Welcome"."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

import msgspec

from inference.reading.records.lines import lines

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b\.?"
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?:\s?[ap]m)?|\s?[ap]m)\b"
FIELD_KEY = r"(?:[-*•] )?\*{0,2}(?P<key>[^\W_][^:=|\t.!?;\n]{0,40}?\.?)\*{0,2} ?[:=]"
"""How a line begins that pairs a key with a value."""

_PARTED = r"[ \t]{0,9}[:–—-]?[ \t]{1,99}"
_RANGE = r"\s?(?:[-–—/&,]|to|and)\s?"


class Keys(Enum):
    """What the keys of a block are."""

    DAYS = "days"
    PLACES = "places"
    TIMES = "times"
    FIELDS = "fields"


_LINES = {
    Keys.DAYS: rf"(?P<key>{_DAY}(?:{_RANGE}{_DAY}){{0,6}}){_PARTED}(?P<value>\S.*)",
    Keys.PLACES: r"(?P<key>gold|silver|bronze|\d{1,2}(?:st|nd|rd|th)(?: place)?|first|second|third)"
    rf"{_PARTED}(?P<value>\S.*)",
    Keys.TIMES: rf"(?P<key>{_CLOCK}(?:{_RANGE}{_CLOCK})?){_PARTED}(?P<value>\S.*)",
    Keys.FIELDS: rf"{FIELD_KEY}\*{{0,2}}(?:(?:[ \t]+|(?<==))(?P<value>\S.*))?",
}
_LEAST = {Keys.DAYS: 3, Keys.PLACES: 3, Keys.TIMES: 3}
"""Lines of a block."""

_PARTS_OF_ANOTHER = frozenset(("name", "phone", "tel", "email", "e-mail", "mail", "address", "street"))
"""Keys that tell of what a line without a value above them names."""

_WHOLE = frozenset(
    ("contact", "team", "staff", "crew", "agenda", "summary", "description", "address", "recipe", "cast")
)
"""Keys whose value is often several lines below them; so it is of most plurals."""

_REACH = 400
"""Characters behind a key in which the next lines are looked for."""

BLANK = frozenset(("", "-", "–", "—", "--", "---", "…", "..."))
"""What stands where there is no value."""


class Pair(msgspec.Struct, frozen=True):
    """Where a key and its value stand; the value of a field may be left blank."""

    key: tuple[int, int]
    value: tuple[int, int]


class Block(msgspec.Struct, frozen=True):
    """Pairs whose lines follow each other."""

    keys: Keys
    pairs: Sequence[Pair]


def blocks(text: str, least_fields: int = 2) -> list[Block]:
    """The blocks of a text in order, those of fields with so many at least.

    A line belongs to the first kind that it can be of.
    """
    found = (Block(run.keys, _without_headings(run.pairs, text)) for run in _runs(text))
    return [block for block in found if len(block.pairs) >= (_LEAST.get(block.keys) or least_fields)]


def _without_headings(pairs: Sequence[Pair], text: str) -> list[Pair]:
    """Pairs without those whose value may stand below: "Contact:" above "Name: Ina Lee", "Steps:" above a list."""
    below = [*pairs[1:], None]
    return [
        pair
        for pair, other in zip(pairs, below, strict=True)
        if not _is_alone(pair) or _is_left_blank(pair, other, text)
    ]


def is_blank(pair: Pair, text: str) -> bool:
    """Whether nothing stands beside the key, or nothing but a dash."""
    return text[slice(*pair.value)] in BLANK


def _is_alone(pair: Pair) -> bool:
    return pair.value[0] == pair.value[1]


def _is_left_blank(pair: Pair, below: Pair | None, text: str) -> bool:
    """Whether a key of one thing is followed by another of the same indent, or by nothing at all but headings."""
    key = text[slice(*pair.key)].lower()
    if key.endswith("s") or key in _WHOLE:
        return False
    if below is None:
        behind = [line for line in text[pair.value[1] : pair.value[1] + _REACH].split("\n")[1:] if line.strip()][:2]
        return not behind or (len(behind) == 2 and not _pair(behind[0], 0)[1] and _pair(behind[1], 0)[1] is not None)
    indents = [text.rfind("\n", 0, each.key[0]) - each.key[0] for each in (pair, below)]
    return indents[0] == indents[1] and text[slice(*below.key)].lower() not in _PARTS_OF_ANOTHER


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
            if begin < 0:
                begin = end = len(words)
            return keys, Pair((start + first, start + last), (start + begin, start + end))
    return None, None
