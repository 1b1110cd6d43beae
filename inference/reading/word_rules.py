"""Cuts a text into words by the rules of a spaCy tokenizer: the same words as spaCy's, without importing it.

The rules are what a pipeline keeps in its file `tokenizer`: regular expressions for what is taken off both ends of a
run without spaces, for what parts the rest and for what stays whole, and a list of runs that are cut in a way of their
own.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from inference.reading.words import Word

_WRITTEN = 65
"""spaCy's number of the attribute that is a word as it is written."""

_MOST_REMEMBERED = 10_000
_RUN = re.compile(r"\s+|\S+")


class _File(msgspec.Struct):
    exceptions: dict[str, list[dict[int, str]]]
    prefix_search: str | None = None
    suffix_search: str | None = None
    infix_finditer: str | None = None
    token_match: str | None = None
    url_match: str | None = None
    faster_heuristics: bool = True


class WordRules:
    """Made from the content of a `tokenizer`; raises ValueError or `re.error` where there are no rules in it."""

    def __init__(self, content: bytes) -> None:
        file = msgspec.msgpack.decode(content, type=_File)
        self._prefix = _length(file.prefix_search)
        self._suffix = _length(file.suffix_search)
        self._infixes = _pattern(file.infix_finditer).finditer
        self._is_whole = _pattern(file.token_match).match
        self._is_address = _pattern(file.url_match).match
        self._special: dict[str, Sequence[str]] = {}
        self._remembered: dict[str, Sequence[str]] = {}
        special: dict[str, Sequence[str]] = {run: _written(run, words) for run, words in file.exceptions.items()}
        self._phrases = self._found_by_words(special, every=not file.faster_heuristics)
        self._special = special
        self._remembered.clear()

    def cut(self, text: str) -> list[Word]:
        """All words of a text; what stands between two of them is nothing, or one space."""
        words = list(self._by_runs(text))
        phrases = self._phrases_in(words)
        return list(self._with_special(text, words, phrases)) if phrases else words

    def _found_by_words(self, special: Iterable[str], *, every: bool) -> dict[str, set[tuple[str, ...]]]:
        """Special runs that the other rules would cut, in the words that these make of them, by the first word.

        Within a larger run only those words can tell that a special one is there.
        """
        phrases = defaultdict(set)
        for run in special:
            if every or " " in run or self._prefix(run) or self._suffix(run) or any(self._infixes(run)):
                words = tuple(word.text for word in self._by_runs(run))
                phrases[words[0]].add(words)
        return dict(phrases)

    def _by_runs(self, text: str) -> Iterator[Word]:
        for match in _RUN.finditer(text):
            start, end = match.span()
            start += start > 0 and text[start] == " "  # which belongs to the word before it
            if start < end:
                yield from _placed(self._words_of(text[start:end]), start)

    def _words_of(self, run: str) -> Sequence[str]:
        words = self._special.get(run) or self._remembered.get(run)
        if words is None:
            words = self._without_affixes(run)
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[run] = words
        return words

    def _without_affixes(self, run: str) -> list[str]:
        before: list[str] = []
        behind: list[str] = []
        while run and run not in self._special and not self._is_whole(run):
            prefix, suffix = self._affixes(run)
            if not prefix and not suffix:
                return [*before, *self._parted(run), *reversed(behind)]
            before += [run[:prefix]] if prefix else []
            behind += [run[-suffix:]] if suffix else []
            run = run[prefix : len(run) - suffix]
        middle = self._special.get(run, [run] if run else [])
        return [*before, *middle, *reversed(behind)]

    def _affixes(self, run: str) -> tuple[int, int]:
        """Lengths of what is taken off; off one end only where the rest is special then."""
        prefix = self._prefix(run)
        if prefix and run[prefix:] in self._special:
            return prefix, 0
        suffix = self._suffix(run[prefix:])
        if suffix and run[:-suffix] in self._special:
            return 0, suffix
        return prefix, suffix

    def _parted(self, run: str) -> list[str]:
        if self._is_address(run):
            return [run]
        parts, start = [], 0
        for infix in self._infixes(run):
            if infix.start():  # what a run begins with does not part it
                parts += [run[start : infix.start()], infix.group()]
                start = infix.end()
        return [part for part in (*parts, run[start:]) if part]

    def _phrases_in(self, words: Sequence[Word]) -> dict[int, int]:
        """First word -> word behind the last; of phrases that overlap the longest, and of equal ones the first."""
        found = [
            (len(phrase), -index)
            for index, word in enumerate(words)
            for phrase in self._phrases.get(word.text, ())
            if tuple(each.text for each in words[index : index + len(phrase)]) == phrase
        ]
        taken: set[int] = set()
        phrases = {}
        for length, negative in sorted(found, reverse=True):
            first, end = -negative, length - negative
            if not {first, end - 1} & taken:
                phrases[first] = end
            taken.update(range(first, end))
        return phrases

    def _with_special(self, text: str, words: Sequence[Word], phrases: dict[int, int]) -> Iterator[Word]:
        index = 0
        while index < len(words):
            end = phrases.get(index, index + 1)
            start = words[index].start
            special = self._special.get(text[start : words[end - 1].end]) if index in phrases else None
            yield from _placed(special, start) if special else words[index:end]
            index = end


def _placed(words: Iterable[str], start: int) -> Iterator[Word]:
    for word in words:
        yield Word(word, start)
        start += len(word)


def _pattern(source: str | None) -> re.Pattern[str]:
    return re.compile("(?!)" if source is None else source)


def _length(source: str | None) -> Callable[[str], int]:
    search = _pattern(source).search

    def length(run: str) -> int:
        match = search(run)
        return match.end() - match.start() if match else 0

    return length


def _written(run: str, words: Iterable[dict[int, str]]) -> list[str]:
    written = [word[_WRITTEN] for word in words]
    if "".join(written) != run:
        raise ValueError("the words of a special run are not the run")
    return written
