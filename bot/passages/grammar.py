"""What a person asks for in words: which readings, of which text, with which question."""

import re
from dataclasses import dataclass, replace

from inference.contract import Task

EVERYTHING = (Task.NOUNS, Task.CATEGORY)
"""What is read of a text that comes without keyword and question."""

_KEYWORDS = {"nouns": Task.NOUNS, "names": Task.NOUNS, "category": Task.CATEGORY, "ask": Task.ANSWERS}
_KEYWORD = re.compile(rf"(?P<word>{'|'.join(_KEYWORDS)})(?=[\s:,.!?|]|$)[:,.!?]*\s*", re.IGNORECASE)
_HELP = re.compile(r"(?:help|hello|hey|hi)[\s.!?]*", re.IGNORECASE)
_QUESTION_WORDS = (
    "who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
)
_QUESTION_WORD = re.compile(rf"(?:{_QUESTION_WORDS})\b", re.IGNORECASE)
_MARKS = ("?", "\uff1f", "\u061f")
"""Question marks: Latin, full-width, Arabic."""
_MARK = "".join(_MARKS)
_AFTER_QUESTION_MARK = re.compile(rf"([^\n]*?[{_MARK}])[^\S\n]*([|\n])")
_SEPARATOR = re.compile(r"([^|\n]*)([|\n])")
_TO_QUESTION_MARK = re.compile(rf"[^{_MARK}\n]{{1,300}}[{_MARK}]+(?=\s|$)")
_SENTENCE_END = re.compile(r"[.!…](?:\s|$)")
_LONGEST_QUESTION_UNASKED = 300
_GREETING_WORDS = 3


@dataclass(frozen=True)
class Wish:
    """No tasks: the person wants help. No text: the passage is elsewhere, or missing."""

    tasks: tuple[Task, ...] = ()
    text: str = ""
    question: str = ""


def parse_command(task: Task, text: str) -> Wish:
    """The text of `/nouns`, `/category` or `/ask`, already plain."""
    text = text.strip()
    if not text or _HELP.fullmatch(text):
        return Wish()
    return _wish(task, text)


def parse_mention(before: str, after: str) -> Wish:
    """A message that mentions the bot, as plain text before and after the mention.

    More than a greeting before the mention is part of the text: people also paste first and call the bot afterwards.
    """
    wish = _parse(after)
    if len(before.split()) <= _GREETING_WORDS:
        return wish
    if not wish.tasks:
        return Wish(EVERYTHING, before) if not after else wish
    return replace(wish, text=f"{before}\n\n{wish.text}".strip())


@dataclass(frozen=True)
class _Split:
    question: str
    separator: str
    passage: str


def _split(text: str) -> _Split:
    """Part question and text at the first line end or `|`, else after the first question mark.

    In the first line a separator that follows a question mark goes before others: a question may hold a bar.
    """
    separator = _AFTER_QUESTION_MARK.match(text) or _SEPARATOR.match(text)
    if separator:
        return _Split(separator[1].strip(), separator[2], text[separator.end() :].strip())
    if question := _TO_QUESTION_MARK.match(text):
        return _Split(question[0].strip(), " ", text[question.end() :].strip())
    return _Split(text.strip(), "", "")


def _parse(text: str) -> Wish:
    if not text or _HELP.fullmatch(text):
        return Wish()
    if keyword := _KEYWORD.match(text):
        return _wish(_KEYWORDS[keyword["word"].lower()], text[keyword.end() :].strip())
    split = _split(text)
    if _is_question(split):
        return Wish((Task.ANSWERS,), split.passage, split.question)
    return Wish(EVERYTHING, text)


def _wish(task: Task, text: str) -> Wish:
    if task is not Task.ANSWERS:
        return Wish((task,), text)
    split = _split(text)
    return Wish((task,), split.passage, split.question)


def _is_question(split: _Split) -> bool:
    """Whether this is a question to the bot, and not the headline or the first sentence of an article."""
    question = split.question
    if len(question) > _LONGEST_QUESTION_UNASKED:
        return False
    asks = bool(_QUESTION_WORD.match(question)) and not _SENTENCE_END.search(question)
    if question.endswith(_MARKS):
        return asks or split.separator != " " or not split.passage
    return asks and split.separator != "\n"
