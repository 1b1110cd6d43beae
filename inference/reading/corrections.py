"""Numbers that a text corrects behind where they stand: "Dinner at 7. Edit: sorry, 8 not 7!"."""

import re
from collections.abc import Collection

_SAYS_SO = r"edit(?:ed)?|corrections?|corrected|updated?|sorry|oops"
_MARK = re.compile(
    rf"(?:(?<=[.!?;,(\n])|(?<=[.!?;,(\n]\s))(?:{_SAYS_SO}|scratch that|make (?:that|it)|i meant?)\b",
    re.IGNORECASE,
)
_REACH = 200
"""How far behind an answer a correction may stand, in code points."""

_CLAUSE = re.compile(r"[^.!?\n]{0,80}(?:(?<=\d)[.:,](?=\d)[^.!?\n]{0,20}){0,2}")
_NUMBER = re.compile(r"(?<![\w.,:])[£$€]?\d+(?:[.,:]\d+)*(?:\s?[ap]\.?m\b)?(?![\w:])(?:\s?[%€£$])?", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|instead of|rather than)\s+(?:at\s+)?$", re.IGNORECASE)
_FILLERS = re.compile(
    rf"(?:{_SAYS_SO}|scratch|that|make|i|meant?|it|its|it['’]s|is|now|at|for|to|"
    r"should|be|actually|no|not|of|the|a|an|instead|rather|than|all|and)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASKS_FOR_THE_OLD = re.compile(
    r"\b(?:first|origin\w*|before|initial\w*|earlier|previous\w*|old|wrong\w*|mistake\w*|chang\w*|used to)\b",
    re.IGNORECASE,
)


def corrected(question: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the number stands that a later clause puts in the place of the one from start to end; None without one.

    A clause corrects it that says so and holds one other number, and either denies the first or says nothing else.
    """
    numbers = list(_NUMBER.finditer(text, start, end))
    if len(numbers) != 1 or _ASKS_FOR_THE_OLD.search(question):
        return None
    found = None
    for mark in _MARK.finditer(text, end, end + _REACH):
        clause = _CLAUSE.match(text, mark.start())
        if clause:
            found = _other_number(text, clause.span(), numbers[0].group(), text[start:end]) or found
    return found


def _other_number(text: str, clause: tuple[int, int], old: str, answer: str) -> tuple[int, int] | None:
    numbers = list(_NUMBER.finditer(text, *clause))
    denied = [each for each in numbers if _DENIED.search(text, clause[0], each.start())]
    new = [each for each in numbers if each not in denied and each.group() != old]
    if len(new) != 1 or len(numbers) - len(denied) != 1:
        return None
    known = {word.lower() for word in _WORD.findall(answer)}
    said = [word for word in _WORD.findall(text, *clause) if not _FILLERS.fullmatch(word) and word.lower() not in known]
    if said and old not in {each.group() for each in denied}:
        return None
    return new[0].start(), _with_unit(text, new[0].end(), clause[1], known)


def _with_unit(text: str, end: int, last: int, known: Collection[str]) -> int:
    """The end of a number with the words of the answer that follow it."""
    while (word := _WORD.match(text, end + 1, last)) and text[end].isspace() and word.group().lower() in known:
        end = word.end()
    return end
