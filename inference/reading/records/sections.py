"""Parts of a text under headings of their own, in which the same keys may come again: "[cache]", "Room 2".

Among lines that pair keys with values the first one is a heading too: "Dog: Rex".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from inference.reading.records.asked import FUNCTION_WORDS, GENERIC, Asked
from inference.reading.records.lines import lines
from inference.reading.records.pairs import FIELD_KEY
from inference.reading.records.table import ARTICLES
from inference.reading.records.terms import content, terms

_BRACKETED = re.compile(r"\[(?P<words>[^\[\]\n]{1,60})\]")
_HEADING = re.compile(r"(?:#{1,6} |[-*•] )?\*{0,2}(?P<words>[^\W_][^:=|\t\n]{0,60}?)\*{0,2}:?\*{0,2}")
_ITEM = re.compile(r"[-*•–] ")
_SENTENCE_END = (".", "!", "?", ";", ",")
_KEY = re.compile(FIELD_KEY)

MOST_SECTIONS = 200


class Section(msgspec.Struct, frozen=True):
    """The stems of a heading, and where stands what is below it; a heading that is a pair is a part of it."""

    heading: tuple[str, ...]
    start: int
    end: int


class _Line(msgspec.Struct, frozen=True):
    """Where a line starts, how far it is indented, and what it says."""

    start: int
    indent: int
    words: str


def named_section(asked: Asked, found: Sequence[Section]) -> tuple[Section, frozenset[int]] | None:
    """The only section that a question names by a word that no other heading has, and the places of its words."""
    counts = Counter(stem for section in found for stem in {*section.heading})
    named = []
    for section in found:
        places = [
            place
            for place, word in enumerate(asked.words)
            if word.stem in section.heading and word.text.lower() not in FUNCTION_WORDS
        ]
        own = {asked.words[place].stem for place in places} - GENERIC
        if any(counts[stem] == 1 for stem in own):
            named.append((section, frozenset(places)))
    return named[0] if len(named) == 1 else None


def names_one_of_several(asked: Asked, found: Sequence[Section]) -> bool:
    """Whether a question speaks of what several headings begin with, as "group" does of "Group A" and "Group B"."""
    firsts = Counter(section.heading[0] for section in found if section.heading)
    return any(firsts[word.stem] > 1 for word in asked.words)


def sections(text: str) -> list[Section]:
    """The sections of a text in order, those within others too; fewer than two are none."""
    found = list(_sections([_line(start, line) for start, line in lines(text)]))
    return found if 1 < len(found) <= MOST_SECTIONS else []


def _line(start: int, line: str) -> _Line:
    words = line.strip()
    return _Line(start, line.find(words) if words else 0, words)


def _sections(all_lines: Sequence[_Line]) -> Iterator[Section]:
    blank = _next([not line.words for line in all_lines])
    bracketed = _next([_BRACKETED.fullmatch(line.words) is not None for line in all_lines])
    other = _next([_ITEM.match(line.words) is None for line in all_lines])
    outdented = _outdented(all_lines)
    for index, (line, below) in enumerate(pairwise(all_lines)):
        is_first = index == 0 or not all_lines[index - 1].words
        words = _heading(line.words)
        if is_first and _is_pair(line) and _is_pair(below) and line.indent == below.indent:
            yield _section(line.words, line, all_lines[blank[index] - 1])
            continue
        if not words or not below.words:
            continue
        if _BRACKETED.fullmatch(line.words):
            end = bracketed[index]
        elif below.indent > line.indent:
            end = outdented[index]
        elif _ITEM.match(below.words) and not _ITEM.match(line.words):
            end = other[index + 1]
        elif is_first and _is_pair(below):
            end = blank[index]
        else:
            continue
        yield _section(words, below, all_lines[end - 1])


def _section(heading: str, first: _Line, last: _Line) -> Section:
    return Section(content(terms(heading), ARTICLES), first.start, last.start + last.indent + len(last.words))


def _is_pair(line: _Line) -> bool:
    key = _KEY.match(line.words)
    return key is not None and key.end() < len(line.words)


def _heading(line: str) -> str | None:
    """The words of a line that may be a heading."""
    found = _BRACKETED.fullmatch(line) or _HEADING.fullmatch(line)
    return None if found is None or line.endswith(_SENTENCE_END) else found["words"]


def _next(marked: Sequence[bool]) -> list[int]:
    """For each place the next marked one behind it, or the end."""
    found, ahead = [], len(marked)
    for index in range(len(marked) - 1, -1, -1):
        found.append(ahead)
        ahead = index if marked[index] else ahead
    return found[::-1]


def _outdented(all_lines: Sequence[_Line]) -> list[int]:
    """For each line the next one that is indented no further than it, or the end."""
    found = [len(all_lines)] * len(all_lines)
    open_lines: list[int] = []
    for index, line in enumerate(all_lines):
        while line.words and open_lines and all_lines[open_lines[-1]].indent >= line.indent:
            found[open_lines.pop()] = index
        if line.words:
            open_lines.append(index)
    return found
