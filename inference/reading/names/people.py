"""Which person a short form means: found by surname, first name or initial, and only where it is one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from inference.reading.names.gender import Gender
from inference.reading.names.mentions import Mention, Words

Key = Words
Seen = dict[str, list[tuple[int, Key]]]

_ESTABLISHED = 3
"""Times that a text has named somebody before a bare surname still means that person when another of it appears."""

_SUFFIXES = frozenset({"jr", "sr", "junior", "senior"})
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le van von".split())


class PeopleIndex:
    """Full names by their parts; of each part the two that come first are enough to tell whether it is one."""

    def __init__(self, full: Sequence[Mention], genders: Mapping[Mention, Gender]) -> None:
        self._genders = genders
        self._gender: dict[Key, Gender] = {}
        self._by_ends: dict[tuple[str, str], Key] = {}
        self._surnames: Seen = {}
        self._first_names: Seen = {}
        self._middle: Seen = {}
        self._initials: Seen = {}
        self._by_part = (self._surnames, self._first_names, self._middle)
        self._uses: dict[str, Counter[Key]] = {}
        self._alias: dict[Key, Key] = {}
        self._numerals: dict[Key, set[str]] = {}
        for mention in full:
            if mention.numeral:
                self._numerals.setdefault(mention.words[:-1], set()).add(mention.numeral)
        for mention in full:
            if mention.words not in self._alias and not self.is_short(mention):
                self._add(mention)
            if gender := genders.get(mention):
                self._gender.setdefault(self._alias.get(mention.words, mention.words), gender)

    def is_short(self, mention: Mention) -> bool:
        """Whether it may be the short form of another name: one word, and at most one number of it in the text."""
        return len(mention.words) == 1 or (
            len(mention.words) == 2 and len(self._numerals.get(mention.words[:1], ())) == 1 and bool(mention.numeral)
        )

    def full(self, words: Words) -> Key:
        """The key of a full name: that of the first with the same first and last word, or initial and last word."""
        key = self._alias.get(words, words)
        for word in {words[0], words[-1]}:
            self._uses.setdefault(word, Counter())[key] += 1
        return key

    def short(self, mention: Mention) -> Key | None:
        """Whom a single name means: the only one of those before, or of all where none is before.

        Of several it is the one whom the text has named most often. Mentions are to be asked for in order.
        """
        word = " ".join(mention.words[:1] if mention.numeral else mention.words)
        known = self._the_one(word, mention)
        if known:
            self._uses.setdefault(word, Counter())[known] += 1
            return known
        most = self._uses.get(word, Counter()).most_common(1)
        return most[0][0] if most and most[0][1] >= _ESTABLISHED and not mention.courteous else None

    def _the_one(self, word: str, mention: Mention) -> Key | None:
        at = mention.start
        of_part = [self._alike(index.get(word, ()), mention) for index in self._by_part]
        known = [found for people in of_part if (found := self._only(people, at)) is not None]
        surnames, first_names, _ = (len(self._before(people, at)) for people in of_part)
        clashes = surnames + first_names
        if not known or (clashes > 1 and not (mention.courteous and surnames == 1)):
            return None
        return known[0]

    def _alike(self, found: Iterable[tuple[int, Key]], mention: Mention) -> list[tuple[int, Key]]:
        """Without men where a woman is meant, and the other way about."""
        gender = self._genders.get(mention)
        return [each for each in found if not gender or self._gender.get(each[1], gender) is gender]

    def _add(self, mention: Mention) -> None:
        words = mention.words
        core = tuple(word for word in words if word not in _SUFFIXES) or words
        first, last = core[0], core[-1]
        ends = (first, last) if len(core) != 2 or (last, first) not in self._by_ends else (last, first)
        numbered = bool(mention.numeral)
        initial = first.rstrip(".")
        if (
            not numbered
            and ends in self._by_ends
            and (len(words) == 2 or len(self._by_ends[ends]) == 2 or _same_middle(words, self._by_ends[ends]))
        ):
            self._alias[words] = self._by_ends[ends]
            return
        if len(initial) == 1 and (key := self._only(self._initials.get(f"{initial} {last}", ()), mention.start)):
            self._alias[words] = key
            return
        self._alias[words] = words
        self._by_ends.setdefault(ends, words)
        place = (mention.start, words)
        if numbered:
            core = core[:-1]
        _note(self._surnames if not numbered or len(core) > 1 else self._first_names, core[-1], place)
        for size in range(2, min(len(core), 4)):
            _note(self._surnames, " ".join(core[-size:]), place)
        if len(core) > 1:
            _note(self._first_names, core[0], place)
            _note(self._initials, f"{core[0][0]} {core[-1]}", place)
        for word in core[1:-1]:
            if len(word) > 2 and word not in _PARTICLES:
                _note(self._middle, word, place)

    def _only(self, found: Iterable[tuple[int, Key]], at: int) -> Key | None:
        found = list(found)
        before = self._before(found, at)
        if before:
            return before[0] if len(before) == 1 else None
        return found[0][1] if len(found) == 1 else None

    @staticmethod
    def _before(found: Iterable[tuple[int, Key]], at: int) -> list[Key]:
        return [key for start, key in found if start < at]


def _same_middle(words: Words, other: Words) -> bool:
    """Whether the names between the first and the last may be the same: "F." and "Fitzgerald"."""
    middle, others = words[1:-1], other[1:-1]
    return all(
        one[0] == two[0] and (one == two or 1 in {len(one), len(two)}) for one, two in zip(middle, others, strict=False)
    )


def _note(index: Seen, word: str, place: tuple[int, Key]) -> None:
    found = index.setdefault(word, [])
    if len(found) < 2 and all(key != place[1] for _, key in found):
        found.append(place)
