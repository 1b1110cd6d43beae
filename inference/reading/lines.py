"""Lines that are no running text: lists, tables, timetables, chats and the heads of e-mails.

The answers model learned from prose, and reads "Opens: 9 am" and the line below it as one sentence, so that answers
came from the line above. A semicolon parts them, and takes as much room as the line break.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_WRAPPED = 60
"""Characters from which on a line ends because there was no more room for it, not because it was over."""

_NARROW = 28
"""The same where lines around it go on in lower case, and the first word below had no room."""

_LEAST_SHARE = 0.6
"""Of the longest line of a paragraph of prose, how long every other but the last is."""

_BREAK = re.compile(r"(?<=[^\s.!?:;,…])[ \t]{0,99}\r?\n(?=[ \t]{0,99}(\S))")


_RECORD = re.compile(r"\s*(?:[^\s:]{1,30}(?: [^\s:]{1,30}){0,2}:(?:\s|$)|[-*•|>\d])")
"""What a line of a list, a chat or a form begins with."""


class _Line(NamedTuple):
    """Where a line starts, and what it says."""

    start: int
    words: str


def part_lines(text: str) -> str:
    """The text with a semicolon for each break behind a line that ends no sentence and does not go on below."""
    wrapped = {place for paragraph in _paragraphs(text) for place in _wraps(paragraph)}
    return _BREAK.sub(lambda found: _parted(found, text, wrapped), text)


def _parted(found: re.Match[str], text: str, wrapped: Collection[int]) -> str:
    start = text.rfind("\n", max(0, found.start() - _WRAPPED), found.start()) + 1
    is_short = start > 0 or found.start() < _WRAPPED
    if not is_short or found[1].islower() or text.index("\n", found.start()) in wrapped:
        return found[0]
    return found[0].replace("\n", ";")


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Lines between blank ones."""
    paragraph: list[_Line] = []
    start = 0
    for words in text.split("\n"):
        if words.strip():
            paragraph.append(_Line(start, words))
        elif paragraph:
            yield paragraph
            paragraph = []
        start += len(words) + 1
    if paragraph:
        yield paragraph


def _wraps(paragraph: Sequence[_Line]) -> Iterator[int]:
    """The places of line breaks within prose that is narrower than most: in lines of like length, but for the last."""
    pairs = list(pairwise(paragraph))
    lengths = [len(line.words.strip()) for line in paragraph]
    width = max(lengths)
    if min(lengths[:-1], default=0) < _LEAST_SHARE * width or not any(
        _goes_on(above.words, below.words) for above, below in pairs
    ):
        return
    for above, below in pairs:
        length = len(above.words.strip())
        needed = length + 1 + len(below.words.split(maxsplit=1)[0])
        if length >= _NARROW and needed > width and not _begins_record(above.words, below.words):
            yield below.start - 1


def _goes_on(above: str, below: str) -> bool:
    is_open = above.rstrip()[-1].isalnum() and below.lstrip()[0].islower()
    return is_open and not _begins_record(above, below)


def _begins_record(*lines: str) -> bool:
    return any(_RECORD.match(line) for line in lines)
