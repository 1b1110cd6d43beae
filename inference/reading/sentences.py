"""Where sentences end, by punctuation: enough for evidence and for cutting a long text at a good place."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st jr sr rev gen col sgt capt lt hon gov sen rep pres inc ltd co corp vs etc e.g i.e vol fig
    jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c a.m p.m ph.d""".split()
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？]+[」』”’）]*|\n\s*\n|\n(?=\s*[-*•])")  # noqa: RUF001 - CJK ends
_WORD_BEFORE = re.compile(r"([\w.]+)\.$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the sentences of a text, trimmed of white space, in order."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _is_abbreviation(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence (or sentences) that holds text[start:end]."""
    return spans_around(sentence_spans(text), start, end)


def spans_around(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The same of a text whose sentences are known."""
    first = max(0, bisect_right(spans, start, key=_start_of) - 1)
    last = max(first, bisect_right(spans, max(start, end - 1), key=_start_of) - 1)
    return min(start, spans[first][0]), max(end, spans[last][1])


def _start_of(span: tuple[int, int]) -> int:
    return span[0]


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    word = _WORD_BEFORE.search(text, max(start, match.end() - 12), match.end())
    if word is None:
        return False
    name = word.group(1)
    return name.lower() in _ABBREVIATIONS or (len(name) == 1 and name.isupper())


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        first = start + part.index(stripped[0])
        spans.append((first, first + len(stripped)))
