"""Words in a form in which a question and a table can be compared: "goals" and "Goal", "Fri" and "Friday"."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

_TERM = re.compile(r"(?i:(?<![\d:.])\d{1,2}(?:[:.]\d\d)? [ap]m\b)|[^\W_]+(?:[.:'’/,&-][^\W_]+)*|#")
_NUMBER = re.compile(r"\d")
_OWNER = re.compile(r"['’]s?$")
_ENDINGS = (
    ("ies", "y", 5),
    ("ing", "", 6),
    ("ed", "", 5),
    ("ier", "y", 7),
    ("iers", "y", 8),
    ("ers", "", 6),
    ("er", "", 6),
    ("s", "", 4),
    ("e", "", 4),
)
"""What is taken off a word, what takes its place, and how long the word must be."""

_DAYS = {
    "mo": "monday", "mon": "monday", "tu": "tuesday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday",
    "weds": "wednesday", "th": "thursday", "thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday",
    "sat": "saturday", "sun": "sunday",
}  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_IRREGULAR = {
    "lost": "lose", "loses": "lose", "won": "win", "spent": "spend", "made": "make", "sold": "sell", "built": "build",
    "bought": "buy", "born": "birth", "children": "child", "colour": "color", "left": "leave", "tel": "telephone",
    "dept": "department", "qty": "quantity", "ext": "extension", "temp": "temperature", "min": "minute",
    "mins": "minute", "hr": "hour", "hrs": "hour", "kgs": "kg", "mgr": "manager", "addr": "address", "pw": "password",
    "plat": "platform", "dest": "destination", "sec": "second", "avg": "average", "pts": "point", "yr": "year",
    "yrs": "year", "wt": "weight", "cc": "copy", "copied": "copy",
}  # fmt: skip


class Term(NamedTuple):
    """A word and its place; `stem` is what counts, `text` is as it is written."""

    stem: str
    text: str
    start: int
    end: int


def terms(text: str, start: int = 0, end: int | None = None) -> list[Term]:
    """The words of text[start:end] in order."""
    found = _TERM.finditer(text, start, len(text) if end is None else end)
    return [Term(stem(each.group()), each.group(), each.start(), each.end()) for each in found]


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """A word without its ending, a weekday or an ordinal in full; a number as it is."""
    plain = _OWNER.sub("", word.lower().replace(" ", "")).replace("-", "" if not _NUMBER.search(word) else "-")
    if plain in _DAYS:
        return _DAYS[plain]
    if plain in DAYS or _NUMBER.search(plain):
        return _ordinal(plain)
    plain = _IRREGULAR.get(plain, plain)
    if plain in _ORDINALS:
        return plain
    for ending, instead, least in _ENDINGS:
        if plain.endswith(ending) and len(plain) >= least and not plain.endswith(("ss", "us", "is")):
            plain = plain[: -len(ending)] + instead
            break
    return plain[:-1] if len(plain) > 3 and (plain[-1] == plain[-2] or plain[-1] == "e") else plain


def stems(*words: str) -> frozenset[str]:
    """The stems of single words."""
    return frozenset(map(stem, words))


def _ordinal(number: str) -> str:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", number)
    return _ORDINALS[int(found[1]) - 1] if found and 0 < int(found[1]) <= len(_ORDINALS) else number


def places_of(wanted: Sequence[str], among: Sequence[Term], skipped: Collection[str] = ()) -> tuple[int, ...]:
    """Where the wanted stems follow each other for the first time, but for skipped words between them.

    Empty where they do not, or none is wanted.
    """
    kept = [index for index, word in enumerate(among) if word.stem in wanted or word.text.lower() not in skipped]
    for first in range(len(kept) - len(wanted) + 1 if wanted else 0):
        places = kept[first : first + len(wanted)]
        if all(among[place].stem == each for place, each in zip(places, wanted, strict=True)):
            return tuple(places)
    return ()


def content(words: Sequence[Term], without: Collection[str]) -> tuple[str, ...]:
    """The stems of all words but those."""
    return tuple(word.stem for word in words if word.text.lower() not in without)
