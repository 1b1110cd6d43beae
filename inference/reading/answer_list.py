"""All answers of a text that gives several: the spans that the model marks, and each with its own evidence."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from inference.contract import Answer, Span
from inference.reading.answer_spans import whole_words
from inference.reading.first_look import Indices
from inference.reading.sentences import sentence_spans, spans_around

if TYPE_CHECKING:
    from tokenizers import Encoding

MOST_ANSWERS = 20
"""Of one question; nobody reads more, and what is marked so often is hardly an answer."""

MOST_RUNS = 100
"""Runs of marked tokens that are looked at: several may belong to one word."""

_LINES = re.compile(r"[^\r\n]+")
_LIST_MARK = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+")

Spans = tuple[tuple[int, int], ...]


def marked_spans(encoding: "Encoding", marked: Indices, text: str) -> Spans:
    """Spans in code points of runs of tokens, whose numbers rise; each is parted where its lines end.

    What stands in brackets right behind one of them says more of it: "English (C1)". None of 4,839 annotated
    questions with several answers lists both.
    """
    spans: list[tuple[int, int]] = []
    for first, last in islice(_runs(marked), MOST_RUNS):
        for start, end in _by_lines(text, *whole_words(encoding, first, last, text)):
            before = spans[-1][1] if spans else 0
            if start >= before and not (spans and text[before:start].strip() == "("):  # two runs may be of one word
                spans.append((start, end))
    return tuple(spans[:MOST_ANSWERS])


def answers(text: str, best: tuple[int, int], parts: Spans) -> list[Answer]:
    """All answers in order, without those that say the same again; the best alone where there are fewer than two.

    The best span is one of them, in place of a part that it overlaps, unless it is an enumeration of several.
    """
    covered = [part for part in parts if part[0] < best[1] and best[0] < part[1]]
    spans = list(parts) if len(covered) > 1 else sorted({*parts, best} - ({*covered} - {best}))
    said = {_words(text, span): span for span in (*reversed(spans), best)}  # the best one's own place, else the first
    if len(covered) > 1:
        del said[_words(text, best)]
    sentences = sentence_spans(text)
    return [
        Answer(text=text[start:end], start=start, end=end, evidence=Span(*spans_around(sentences, start, end)))
        for start, end in (sorted(said.values()) if len(said) > 1 else [best])
    ]


def _words(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[span[0] : span[1]].lower().split())


def _runs(marked: Indices) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers that follow each other."""
    if len(marked) == 0:
        return
    behind = np.flatnonzero(np.diff(marked) > 1) + 1
    for run in np.split(marked, behind):
        yield int(run[0]), int(run[-1])


def _by_lines(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    for line in _LINES.finditer(text, start, end):
        mark = _LIST_MARK.match(text, line.start(), line.end())
        first = mark.end() if mark else line.start()
        words = text[first : line.end()].strip()
        if words:
            first = text.index(words[0], first)
            yield first, first + len(words)
