"""Places within other names: "Leiden University" mentions Leiden too, where the text also speaks of Leiden."""

import re
from collections.abc import Iterator, Mapping

from inference.contract import NameKind
from inference.reading.names.entries import Entry
from inference.reading.names.mentions import Mention, Words, words_of

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_MOST_WORDS = 3
_HOLD_PLACES = {NameKind.ORGANISATIONS, NameKind.PLACES, NameKind.EVENTS, NameKind.OTHER}


def add_nested(text: str, entries: Mapping[Words, Entry]) -> None:
    """Give places the mentions that lie within longer names."""
    places = {key: entry for key, entry in entries.items() if entry.kind is NameKind.PLACES}
    if not places:
        return
    found: list[tuple[Words, Mention]] = []
    for key, entry in entries.items():
        if entry.kind in _HOLD_PLACES:
            for mention in entry.mentions:
                found += [each for each in _within(text, mention) if each[0] in places and each[0] != key]
    for key, mention in found:
        places[key].mentions.append(mention)
        places[key].mentions.sort(key=lambda each: each.start)


def _within(text: str, mention: Mention) -> Iterator[tuple[Words, Mention]]:
    words = list(_WORD.finditer(text, mention.first, mention.end))
    for size in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            start, end = first.start(), last.end()
            key = words_of(text[start:end])
            yield key, Mention(start, start, end, NameKind.PLACES, key)
