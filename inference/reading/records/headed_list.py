"""All items of a list whose heading says what a question asks for: "What are the rules?"."""

import re

from inference.reading.records.asked import FUNCTION_WORDS, Asked, Kind, goes_beyond_a_cell
from inference.reading.records.lines import lines
from inference.reading.records.terms import Term, stems, terms

LEAST_ITEMS = 2

_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+(?=\S)")
_HEADING = re.compile(r"[#*_ \t]*(?P<words>[^\W_][^.!?;\n]{0,60}?)[*_ \t]*:?[*_ \t]*")
_MOST_HEADING = 80
_LEFT_OUT = stems("list", "thing", "item", "what", "need", "want", "following")
_BRINGING = stems("bring", "pack", "packing", "take", "along")

Span = tuple[int, int]


def list_answer(asked: Asked, text: str) -> tuple[Span, ...]:
    """Where the items stand; empty where no list, or more than one, has such a heading."""
    wanted = _meaning(asked.words)
    if asked.kind is not Kind.WHAT or not wanted or any(map(goes_beyond_a_cell, asked.words)):
        return ()
    found = [items for heading, items in _lists(text) if _meaning(heading) == wanted]
    return found[0] if len(found) == 1 else ()


def _meaning(words: tuple[Term, ...]) -> frozenset[str]:
    """The stems that count; whatever is packed is brought."""
    plain = {word.stem for word in words if word.text.lower() not in FUNCTION_WORDS} - _LEFT_OUT
    return frozenset(plain - _BRINGING | ({"bring"} if plain & _BRINGING else set()))


def _lists(text: str) -> list[tuple[tuple[Term, ...], tuple[Span, ...]]]:
    """Headings, in words, and the items below each."""
    found = []
    heading: tuple[Term, ...] = ()
    items: list[Span] = []
    for start, line in lines(f"{text}\n\n"):
        mark = _ITEM.match(line)
        if mark:
            items.append((start + mark.end(), start + len(line.rstrip())))
        elif items or line.strip():
            if len(items) >= LEAST_ITEMS and heading:
                found.append((heading, tuple(items)))
            words = _HEADING.fullmatch(line[:_MOST_HEADING])
            heading, items = tuple(terms(text, start, start + len(line))) if words else (), []
    return found
