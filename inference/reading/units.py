"""What stays whole though it holds marks or spaces: addresses, paths, numbers with their units, joined words."""

import re
from functools import cache

_LETTER = "[\\w\u0300-\u036f]"
_OUTSIDE = ".,;:!?\"'“”‘’()[]{}<>*_`|…"
_QUOTES = "\"“”'‘’*_`|"

_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}

MOST = 300
"""Characters on either side of a word among which the unit around it is looked for."""

_COUNTED = "(?:year|month|week|day|hour|minute|second|mile|met(?:re|er)|foot|inch|point|page|part|star)"
"""What numbers count: of "a four-month course" the four may stand by itself."""

_JOINED = "|".join(
    (
        r"[&+=@%°~–](?=\w)",
        rf"(?<!\b\d{{4}})-(?=\w)(?!{_COUNTED}s?\b(?!-))",
        r"-(?=\d\d-\d\d\b)",  # 2024-05-01, though of 1871-1880 each year stands by itself
        r"/(?=\w)",
        r"\.(?=[a-z\d])",
        r"(?<=\b[A-Z])\.(?=[A-Z]\b)",
        r"(?<=\d):(?=\d)",
        r"(?<=\d),(?=\d{3}(?!\d))",
        r"['’](?=\w)(?!s\b)",
        r"(?<=\d[°%])/(?=\d)",
    )
)
_KINDS = (
    r"(?:https?://|ftp://|mailto:|www\.)[^\s<>|\"“”`]+",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    r"(?<![^\s\"'(\[`])(?:[A-Za-z]:\\|~/|/|\.{1,2}/)[^\s<>|\"“”`*?,;()]+",
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b",
    r"(?<!\w)\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?!\w)",
    r"(?<!\w)\(?0\d{1,4}\)?(?:[ -]\d{3,8}){1,3}(?!\w)",
    r"(?<!\w)\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)",
    r"(?<!\w)[$€£¥]?\d+(?:[.,]\d+)* ?(?:per cent\b|percent\b|%)",
    rf"(?:(?<!\w)[@#$€£¥+])?{_LETTER}+(?:(?:{_JOINED}){_LETTER}+)*(?:[%+]+|°(?:[CF]\b)?)?",
)  # fmt: skip


_SETTING = re.compile(r"[A-Za-z][\w.-]{0,60}=(?==?[^=])")


def grown(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the whole of each unit that it cuts, and without quotation marks and markup around it.

    A bracket that opens in it and closes right behind it is closed.
    """
    first, last = _unit(text, start), _unit(text, end - 1)
    if first and (key := _SETTING.match(text, *first)) and key.end() <= start:
        first = (key.end(), first[1])  # of "PORT=587" the value is what was asked for
    start, end = _bare(text, min(start, first[0]) if first else start, max(end, last[1]) if last else end)
    return start, end + _closes(text, start, end)


def _unit(text: str, place: int) -> tuple[int, int] | None:
    """The unit that holds a place in the text; it is looked for in the same line, from where white space is."""
    low = max(text.rfind("\n", 0, place) + 1, place - MOST)
    while 0 < low < place and not text[low - 1].isspace():
        low += 1
    high = min(place + MOST, len(text))
    for found in _pattern().finditer(text, low, high):
        start, end = found.start(), found.start() + len(found.group().rstrip(_OUTSIDE))
        if found.end() > place:
            return (start, end) if start <= place < end else None
    return None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, quotation marks and markup around it, nor brackets that have no partner within.

    As it is where there is nothing else in it.
    """
    whole = start, end
    while start < end and (text[start].isspace() or text[start] in _QUOTES or _has_no_partner(text, start, end)):
        start += 1
    while start < end and (
        text[end - 1].isspace()
        or text[end - 1] in ",;:"
        or (text[end - 1] in _QUOTES and not _is_measure(text, whole[0], end))
        or _is_no_partner(text, start, end)
    ):
        end -= 1
    return (start, end) if start < end else whole


def _has_no_partner(text: str, start: int, end: int) -> bool:
    """Whether the span begins with a bracket that closes nowhere within it, or only at its end."""
    closing = _PAIRS.get(text[start])
    return closing is not None and text.find(closing, start, end - 1) < 0


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the character behind the span closes the last bracket that opens within it."""
    opening = _OPENING.get(text[end : end + 1])
    return opening is not None and text.rfind(opening, start, end) > text.rfind(text[end], start, end)


def _is_measure(text: str, start: int, end: int) -> bool:
    """Whether the mark at the end stands for feet or inches: 6'2", and opens nowhere within the span."""
    mark = text[end - 1]
    return mark in "'\"" and text[end - 2 : end - 1].isdigit() and text.find(mark, start, end - 1) < 0


def _is_no_partner(text: str, start: int, end: int) -> bool:
    """Whether the span ends with a bracket that opens nowhere within it."""
    opening = _OPENING.get(text[end - 1])
    return opening is not None and text.find(opening, start, end) < 0


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled with the first answer that is given, not while the reader loads."""
    return re.compile("|".join(_KINDS))
