"""Places of several words with hyphens between them, of which the model often finds the halves or none."""

import re
from collections import deque
from collections.abc import Sequence

from inference.contract import NameKind
from inference.reading.names.labels import kind_of_label
from inference.reading.words import PROPER_NOUN

Span = tuple[int, int, str]
"""Start, end and label."""

_PLACE = re.compile(
    r"(?<![\w-])[^\W\d_]{2,20}"
    r"-(?:(?P<sure>upon|sur|sous|on-the)|under|(?:next|by|in)-the|on|le|la|les|lès|am|an-der|aux|en|op|aan|of)"
    r"-[^\W\d_]{2,20}(?![\w-])"
)


def with_hyphenated(text: str, spans: Sequence[Span]) -> list[Span]:
    """`spans` in order, with "Stratford-upon-Avon" as one place; "-on-" tells only where a half is a place."""
    place = next((label for _, _, label in spans if kind_of_label(label) is NameKind.PLACES), "LOC")
    found: list[Span] = []
    rest = deque(spans)
    for match in _PLACE.finditer(text):
        while rest and rest[0][1] <= match.start():
            found.append(rest.popleft())
        halves = []
        while rest and rest[0][0] < match.end():
            halves.append(rest.popleft())
        found += [(*match.span(), place)] if _is_place(match, halves) else halves
    return [*found, *rest]


def _is_place(match: re.Match[str], spans: Sequence[Span]) -> bool:
    """Whether the halves, so far as the model marked them, are no part of a longer name and nobody's names."""
    start, end = match.span()
    is_capital = match.string[start].isupper() and match.string[match.string.rindex("-", start, end) + 1].isupper()
    if not is_capital or any(first < start or last > end for first, last, _ in spans):
        return False
    if any(kind_of_label(label) is NameKind.PEOPLE for _, _, label in spans):
        return False
    halves = [kind_of_label(label) for _, _, label in spans if label != PROPER_NOUN]
    return match["sure"] is not None or NameKind.PLACES in halves
