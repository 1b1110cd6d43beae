"""Names within other names: "Leiden University" mentions Leiden too, where the text also speaks of Leiden."""

import re
from collections.abc import Iterator, Mapping

from inference.contract import NameKind
from inference.reading.names.entries import Entry
from inference.reading.names.mentions import Mention, Words, key_of

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_MOST_WORDS = 3
_HOLD_NAMES = {NameKind.ORGANISATIONS, NameKind.PLACES, NameKind.EVENTS, NameKind.WORKS, NameKind.OTHER}
_FEWEST_WORDS = {NameKind.PLACES: 1, NameKind.ORGANISATIONS: 1, NameKind.OTHER: 1, NameKind.PEOPLE: 2}
"""Words that a name needs to be looked for in others, by its kind: a surname alone may be somebody else's."""


def add_nested(text: str, entries: Mapping[Words, Entry]) -> None:
    """Give names the mentions that lie within longer names."""
    kinds = {key: entry.kind for key, entry in entries.items()}
    inner = {key: kind for key, kind in kinds.items() if len(key) >= _FEWEST_WORDS.get(kind, len(key) + 1)}
    if not inner:
        return
    found: list[tuple[Words, Mention]] = []
    for key, entry in entries.items():
        if kinds[key] in _HOLD_NAMES:
            for mention in entry.mentions:
                found += [(each, part) for each, part in _within(text, mention, inner) if each != key]
    for key, mention in found:
        entries[key].mentions.append(mention)
    for key in {key for key, _ in found}:
        entries[key].mentions.sort(key=lambda each: each.start)


def _within(text: str, mention: Mention, kinds: Mapping[Words, NameKind]) -> Iterator[tuple[Words, Mention]]:
    words = list(_WORD.finditer(text, mention.first, mention.end))
    for size in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            start, end = first.start(), last.end()
            key = key_of(text[start:end])
            if key in kinds:
                yield key, Mention(start, start, end, kinds[key], key, nested=True)
