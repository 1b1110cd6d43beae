"""Short forms of organisations: "Fennick" for Fennick Marine, "the Bank" for the only bank so far."""

from collections.abc import Iterable
from typing import TypeVar

from inference.reading.names.mentions import Mention, Words

Key = TypeVar("Key", str, Words)

GENERIC = frozenset(
    """academy agency army assembly association authority bank board bureau centre center chamber club college
    commission committee company congress corporation council court department directorate faculty federation
    foundation fund government group hall hospital house institute institution laboratory league library ministry
    museum office opera orchestra organisation organization parliament party police school secretariat senate service
    society team theatre theater trust tribunal union university""".split()
)
"""Heads of names that stand for the whole after an article."""

_NO_SHORT_FORM = GENERIC | frozenset(
    """home american asian african european international national royal new old north south east west northern southern
    eastern western central federal general state united world world's great grand first second big red blue black
    white green free global public social medical democratic republican labour saint st san santa los la le el
    british english french german dutch swiss italian spanish russian chinese indian japanese food fine""".split()
)


class OrganisationIndex:
    """Organisations of more than one word by their first word, by their head, and by what is left without it."""

    def __init__(self, full: Iterable[Mention]) -> None:
        self._by_first: dict[str, list[Words]] = {}
        self._by_head: dict[str, list[Words]] = {}
        self._by_last: dict[str, list[Words]] = {}
        self._by_stem: dict[Words, list[Words]] = {}
        self._by_base: dict[Words, list[Words]] = {}
        for mention in full:
            words = mention.words
            if words[0] not in _NO_SHORT_FORM:
                _note(self._by_first, words[0], words)
            if (head := head_of(words)) in GENERIC:
                _note(self._by_head, head, words)
            if words[-1] in GENERIC and len(words) > 2:
                _note(self._by_stem, _beginnings(words[:-1]), words)
            if len(base := words[: _base_end(words)]) < len(words):
                _note(self._by_base, base, words)
            elif words[-1].endswith("s") and words[-1] not in _NO_SHORT_FORM:
                _note(self._by_last, words[-1], words)

    def short(self, words: Words) -> Words | None:
        """What a short form means: the only organisation of that head, or that first word, or all but its head."""
        if len(words) > 1:
            found = self._by_stem.get(_beginnings(words), [])
            found = [full for full in found if all(map(str.startswith, full, words))] or self._by_base.get(words, [])
        else:
            word = words[0]
            found = (
                self._by_head.get(word, [])
                if word in GENERIC
                else self._by_first.get(word) or self._by_last.get(word, [])
            )
        return found[0] if len(found) == 1 else None


def head_of(words: Words) -> str:
    """`court` of "Supreme Court of Kestria"."""
    return words[max(0, _base_end(words) - 1)]


def _base_end(words: Words) -> int:
    """Behind "Supreme Court" of "Supreme Court of Kestria"."""
    return next((index for index, word in enumerate(words) if word in {"of", "for", "in"}), len(words))


def _beginnings(words: Words) -> Words:
    """What "Penn State" and "Pennsylvania State" have in common."""
    return tuple(word[:3] for word in words)


def _note(index: dict[Key, list[Words]], key: Key, words: Words) -> None:
    found = index.setdefault(key, [])
    if len(found) < 2 and words not in found:
        found.append(words)
