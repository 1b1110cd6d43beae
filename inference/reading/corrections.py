"""Numbers that a text corrects behind where they stand: "Dinner at 7. Edit: sorry, 8 not 7!"."""

import re
from collections.abc import Collection

_FIRM = r"edit(?:ed)?|corrections?|corrected"
_SAYS_SO = rf"{_FIRM}|updated?|sorry|(?:wh)?oops|typo"
_MARK = re.compile(
    rf"(?:(?<=[.!?;,(\n—])|(?<=[.!?;,(\n–—-]\s))[*_~\[(]{{0,3}}"
    rf"(?:(?P<firm>{_FIRM})|{_SAYS_SO}|scratch that|make (?:that|it)|i meant?)(?![^\W_])(?:\s\d{{1,2}}(?=:(?!\d)))?",
    re.IGNORECASE,
)
_REACH = 200
"""How far behind an answer a correction may stand, in code points."""

_CLAUSE = re.compile(
    r"[^.!?\n]{0,80}(?:(?:(?<=\d)[.:,](?=\d)|(?:(?<=\d[ap])|(?<=\d\s[ap]))\.(?=m\b))[^.!?\n]{0,20}){0,4}"
    r"(?:(?<=[ap]\.m)\.)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,:#])[£$€]?\d+(?:[.,:]\d+)*(?:\s?[ap](?:m\b|\.m\b\.?))?(?![\w:])(?:\s?[%€£$])?", re.IGNORECASE
)
_DENIED = re.compile(r"\b(?:not|instead of|rather than)\s+(?:at\s+)?$", re.IGNORECASE)
_FILLERS = re.compile(
    rf"(?:{_SAYS_SO}|scratch|that|make|i|meant?|it|its|it['’]s|is|now|at|for|to|"
    r"should|be|actually|no|not|of|the|a|an|instead|rather|than|all|and|o['’]clock)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[,;(–—]|-\s|(?:because|as|since|so|due)\b)", re.IGNORECASE)
"""What stands between a number and why it is another: "it's 8, the hall is taken before"."""

_ASIDE = re.compile(r"\b(?:at|for|of|to)\s+$", re.IGNORECASE)
_SAYS_IT_IS = re.compile(r"\b(?:it['’]?s|is|make|meant?|be|now|not)\b", re.IGNORECASE)
_STAMP = re.compile(r"(?:updated?|edit(?:ed)?)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASKS_FOR_THE_OLD = re.compile(
    r"\b(?:first|origin\w*|before|initial\w*|earlier|previous\w*|old|wrong\w*|mistake\w*|chang\w*|used to)\b",
    re.IGNORECASE,
)


def corrected(question: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the number stands that a later clause puts in the place of the one from start to end; None without one.

    A clause corrects it that says so and holds one other number, and either denies the first, or says nothing else but
    perhaps why.
    """
    numbers = list(_NUMBER.finditer(text, start, end))
    if len(numbers) != 1 or _ASKS_FOR_THE_OLD.search(question):
        return None
    found = None
    for mark in _MARK.finditer(text, end, end + _REACH):
        clause = _CLAUSE.match(text, mark.end())
        if clause:
            found = _other_number(text, mark, clause.span(), numbers[0].group(), text[start:end]) or found
    return found


def _other_number(
    text: str, mark: re.Match[str], clause: tuple[int, int], old: str, answer: str
) -> tuple[int, int] | None:
    numbers = list(_NUMBER.finditer(text, *clause))
    denied = [each for each in numbers if _DENIED.search(text, clause[0], each.start())]
    new = [each for each in numbers if each not in denied and each.group() != old]
    if len(new) != 1 or len(numbers) - len(denied) != 1:
        return None
    known = {word.lower() for word in _WORD.findall(answer)}
    first, end = new[0].start(), _with_unit(text, new[0].end(), clause[1], known)
    if old in {each.group() for each in denied}:
        return first, end
    if not _says_else(text, clause, known):
        stamps = _STAMP.search(mark.group()) is not None
        return None if stamps and _tells_when(text, clause, old, new[0].group()) else (first, end)
    told = _TAIL.match(text, end, clause[1]) and not _says_else(text, (clause[0], end), known)
    return (first, end) if told and _replaces(text, mark, old, new[0]) else None


def _tells_when(text: str, clause: tuple[int, int], old: str, new: str) -> bool:
    """Whether the number tells when a text was changed: "(updated 14:30)", "Edit 2"."""
    bare = text[slice(*clause)].strip(" )]*_~.")
    return bare == new and (_kind(new) != _kind(old) or _YEAR.fullmatch(new) is not None)


def _says_else(text: str, clause: tuple[int, int], known: Collection[str]) -> bool:
    return any(not _FILLERS.fullmatch(word) and word.lower() not in known for word in _WORD.findall(text, *clause))


def _replaces(text: str, mark: re.Match[str], old: str, new: re.Match[str]) -> bool:
    """Whether a number before another clause stands for the old one, as in "Sorry, at 8, I had to go" it does not."""
    before = (mark.start(), new.start())
    if _ASIDE.search(text, *before) and not _SAYS_IT_IS.search(text, *before):
        return False
    return _kind(new.group()) == _kind(old) and (mark["firm"] is not None or bool(_kind(new.group())))


def _kind(number: str) -> str:
    """The signs that tell what a number measures; empty for bare digits."""
    if ":" in number or number.lower().rstrip(".").endswith("m"):
        return ":"
    signs = {sign for sign in number if sign in "£$€%"} or {sign for sign in number if sign in ".,"}
    return "".join(sorted(signs))


def _with_unit(text: str, end: int, last: int, known: Collection[str]) -> int:
    """The end of a number with the words of the answer that follow it."""
    while (word := _WORD.match(text, end + 1, last)) and text[end].isspace() and word.group().lower() in known:
        end = word.end()
    return end
