"""Questions within what a person says: which ones, and which text they leave over."""

import re
from dataclasses import dataclass

MAX_QUESTIONS = 5
"""Questions answered in one reply."""

_WORDS = (
    "who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
)
_QUESTION_WORD = re.compile(rf"(?:{_WORDS}|who's|what's|where's|when's|how's)\b", re.IGNORECASE)
_MARKS = ("?", "\uff1f", "\u061f")
"""Question marks: Latin, full-width, Arabic."""
_MARK = "".join(_MARKS)
_OPENING_QUOTES, _CLOSING_QUOTES = "\"'“„«‘", "\"'”“»’"
_CLOSING = rf"[{_CLOSING_QUOTES})]{{0,3}}"
_AFTER_QUESTION_MARK = re.compile(rf"([^\n]*?[{_MARK}]{_CLOSING})[^\S\n]*([|\n])")
_SEPARATOR = re.compile(r"([^|\n]*)([|\n])")
_TO_QUESTION_MARK = re.compile(rf"[^{_MARK}\n]{{1,300}}[{_MARK}]+{_CLOSING}(?=\s|$)")
_BETWEEN = re.compile(rf"(?<=[{_MARK}])\s+")
_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bProf)(?<!\b[A-Z])[.!…](?:\s|$)")
_LAST_SENTENCE = re.compile(rf"[.!…{_MARK}]{_CLOSING}\s+")
_LONGEST_UNASKED = 300
_LONGEST_PARAGRAPH = 500
"""Characters of a single paragraph whose last sentence may be the question: longer ones are articles."""

_POLITE = re.compile(
    r"(?:(?:please|pls|plz|kindly|hello|hey|hi|ok|okay|so|and|also|now|quick question)\b[\s,:!–-]*)*"
    r"(?:(?:can|could|would|will) (?:you|u)\b[\s,]*(?:please\b[\s,]*)?"
    r"|(?:i'd|i would|we'd|we would) like to\b\s*|(?:i|we) (?:want|need|have) to\b\s*|help (?:me|us)\b\s*(?:to\b\s*)?"
    r"|(?:can|could|would|will)(?= (?:please|tell|show|say|list|give|find|explain|answer)\b)\s*(?:please\b\s*)?"
    r"|let(?:'s| us| me)\b\s*|(?:do (?:you|we)|does (?:anyone|anybody)) know\b\s*|any idea\b\s*|i wonder\b\s*)?",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"(?:(?:tell|show|say|explain|answer|find out|find|check|know|figure out|see)\b\s*(?:to\b\s*)?(?:me\b\s*|us\b\s*)?"
    r"(?:please\b\s*)?[:,]?\s*)?",
    re.IGNORECASE,
)


_LABEL = re.compile(r"\s*(?:(?:question|q)\s*:|\(?\d{1,2}[.)](?=\s)|[•*-](?=\s))\s*", re.IGNORECASE)
"""What people put before a question: its number, or what it is."""

_TEXT_LABEL = re.compile(r"\s*(?:text|article|passage|context)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """No questions: `text` is all that was said."""

    questions: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Split:
    question: str
    separator: str
    passage: str


def split(text: str) -> Split:
    """Part question and text at the first line end or `|`, else after the first question mark.

    In the first line a separator that follows a question mark goes before others: a question may hold a bar.
    """
    separator = _AFTER_QUESTION_MARK.match(text) or _SEPARATOR.match(text)
    if separator:
        return Split(separator[1].strip(), separator[2], text[separator.end() :].strip())
    if question := _TO_QUESTION_MARK.match(text):
        return Split(question[0].strip(), " ", text[question.end() :].strip())
    return Split(text.strip(), "", "")


def find_questions(text: str) -> Asked:
    """The questions that a text begins or ends with, and the rest of it."""
    first = _first_questions(text)
    asked = first if first.questions else _last_question(text)
    if not asked.questions:
        return asked
    return Asked(asked.questions, asked.text[_end(_TEXT_LABEL, asked.text) :])


def explicit_questions(text: str) -> Asked:
    """As for `/ask`: what stands first is the question, whatever it looks like, unless one stands last."""
    parts = split(text)
    last = _last_question(text)
    if parts.separator == "|" or _asks(parts) or not last.questions:
        return Asked(_several(parts.question), parts.passage)
    return last


def is_question(text: str) -> bool:
    """Whether a text is questions and nothing else."""
    asked = _first_questions(text)
    return bool(asked.questions) and not asked.text


def unpolite(text: str) -> str:
    """Without the politeness that requests begin with."""
    return text[_end(_POLITE, text) :]


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _first_questions(text: str) -> Asked:
    questions: list[str] = []
    while len(questions) < MAX_QUESTIONS:
        parts = split(text)
        is_one = _asks_again(parts) if questions else _asks(parts)
        if not is_one:
            break
        questions += _several(parts.question)
        text = parts.passage
        if parts.separator == "|":
            break
    return Asked(tuple(questions[:MAX_QUESTIONS]), text)


def _last_question(text: str) -> Asked:
    """A question on a line of its own after a text, or the last sentence of a single paragraph."""
    head, line_end, last = text.rpartition("\n")
    if not line_end:
        if len(text) > _LONGEST_PARAGRAPH:
            return Asked((), text)
        tail = text[-_LONGEST_UNASKED:]
        ends = [match.end() for match in _LAST_SENTENCE.finditer(tail)]
        if not ends:
            return Asked((), text)
        cut = len(text) - len(tail) + ends[-1]
        head, last = text[:cut], text[cut:]
    if head.strip() and _is_marked_question(last.strip()):
        return Asked(_several(last.strip()), head.strip())
    return Asked((), text)


def _asks(parts: Split) -> bool:
    """Whether this is a question to the bot, and not the headline or the first sentence of an article."""
    question = bare(parts.question)
    if not question or len(question) > _LONGEST_UNASKED:
        return False
    asks = bool(_QUESTION_WORD.match(question)) and not _SENTENCE_END.search(question)
    if question.endswith(_MARKS):
        if parts.separator == " " and parts.question[0] in _OPENING_QUOTES and parts.passage[:1].islower():
            return False  # somebody's words, and who said them
        if not parts.passage:
            return asks or not _SENTENCE_END.search(question)
        return asks or parts.separator != " "
    return asks and parts.separator != "\n"


def _asks_again(parts: Split) -> bool:
    """Further questions have to look like ones: what follows a question is mostly the text."""
    return _is_marked_question(parts.question)


def _is_marked_question(text: str) -> bool:
    question = bare(text)
    return (
        len(question) <= _LONGEST_UNASKED
        and question.endswith(_MARKS)
        and bool(_QUESTION_WORD.match(question))
        and not _SENTENCE_END.search(question)
    )


def bare(question: str) -> str:
    """A question without quotation marks around it and politeness before it."""
    question = question[_end(_LABEL, question) :].strip()
    if question[:1] and question[0] in _OPENING_QUOTES and question[-1] in _CLOSING_QUOTES:
        question = question[1:-1].strip()
    polite = unpolite(question)
    direct = polite[_end(_TELLING, polite) :]
    return next((each for each in (direct, polite) if _QUESTION_WORD.match(each)), question)


def _several(question: str) -> tuple[str, ...]:
    """Questions that stand in one line, one by one."""
    parts = [part for part in _BETWEEN.split(question) if part]
    if len(parts) > 1 and all(_is_marked_question(part) for part in parts):
        return tuple(bare(part) for part in parts[:MAX_QUESTIONS])
    return (bare(question),) if question else ()
