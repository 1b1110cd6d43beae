"""Names within other names: "Leiden University" mentions Leiden too, where the text also speaks of Leiden."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from inference.contract import NameKind
from inference.reading.names.entries import Entry
from inference.reading.names.mentions import Mention, Words, key_of

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_MOST_WORDS = 3
_HOLD_NAMES = {NameKind.ORGANISATIONS, NameKind.PLACES, NameKind.EVENTS, NameKind.WORKS, NameKind.OTHER}
_HELD = {NameKind.PLACES, NameKind.ORGANISATIONS, NameKind.PEOPLE, NameKind.OTHER}


def add_nested(text: str, entries: Mapping[Words, Entry]) -> None:
    """Give names the mentions that lie within longer names."""
    kinds = {key: entry.kind for key, entry in entries.items()}
    forms = _forms(entries, kinds)
    found: list[tuple[Words, Mention]] = []
    for key, entry in entries.items():
        if forms and kinds[key] in _HOLD_NAMES:
            for mention in entry.mentions:
                found += _within(text, mention, key, forms)
    for key, mention in found:
        entries[key].mentions.append(replace(mention, kind=kinds[key]))
    for key in {key for key, _ in found}:
        entries[key].mentions.sort(key=lambda each: each.start)


def _forms(entries: Mapping[Words, Entry], kinds: Mapping[Words, NameKind]) -> dict[Words, Words]:
    """What the text calls the names that others may hold, by the words: "U.S." and "United States" are one."""
    forms: dict[Words, Words] = {}
    clashes: set[Words] = set()
    for key, entry in entries.items():
        words_of_entry = {mention.words for mention in entry.mentions if not mention.implied}
        for words in words_of_entry if kinds[key] in _HELD else ():
            if words and forms.setdefault(words, key) != key:
                clashes.add(words)
    return {words: key for words, key in forms.items() if words not in clashes}


def _within(text: str, mention: Mention, own: Words, forms: Mapping[Words, Words]) -> Iterator[tuple[Words, Mention]]:
    """From left to right, of those that begin at one word the longest."""
    taken = mention.first
    words = list(_WORD.finditer(text, mention.first, mention.end))
    for index, first in enumerate(words):
        most = min(_MOST_WORDS, len(words) - index, len(words) - 1)
        for last in reversed(words[index : index + most]) if first.start() >= taken else ():
            start, end = first.start(), last.end()
            words_within = key_of(text[start:end])
            if (key := forms.get(words_within, own)) != own:
                yield key, Mention(start, start, end, mention.kind, words_within, nested=True)
                taken = end
                break
