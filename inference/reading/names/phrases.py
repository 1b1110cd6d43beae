"""Noun phrases, read from left to right without a tagger: determiner, head, and how far what belongs to it goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inference.contract import NameKind
from inference.reading.names.clauses import clause_end, has_verb, head_end, is_list, with_verb
from inference.reading.names.function_words import (
    DETERMINERS,
    LEADING,
    TITLE_CASE,
    is_possessor,
)
from inference.reading.names.head_nouns import fits

_NO_MODIFIERS = frozenset("any all no not each every some many most few both such this that these those".split())
_MOST_MODIFIERS = 3
_MOST_WORDS = 16
_REACH = 160

_TOKEN = re.compile(r"\d+(?:[,.]\d+)+(?!\w)|[^\W_](?:[\w]|[’'.&-](?=\w))*(?:['’](?=\s))?|\n+|[^\w\s]")


@dataclass(frozen=True)
class Phrase:
    """`start` and `end` in the text; `behind` is what follows: a sign, a word, or nothing at the end of the text."""

    start: int
    end: int
    determiner: str
    head: str
    behind: str


def phrase_at(text: str, position: int, kind: NameKind, *, clause: bool = False) -> Phrase | None:
    """The phrase that begins at `position`, if it can say what a name of `kind` is.

    In a `clause`, as behind "is", it ends where another verb or a relative clause begins; elsewhere a verb of its own
    means that it is no apposition.
    """
    words, behind = _words(text, position)
    index = 1 if words and words[0].group().lower() in LEADING else 0
    determiner, index = _determiner(words, index)
    cut = head_end(words, index)
    while cut > index and not fits(words[cut - 1].group(), kind):
        cut -= 1
        if cut == index or not words[cut].group().lower().endswith(("ed", "ing")):
            return None  # "a rumour spread"; but "a company founded"
    if cut == index or not _is_noun_phrase([word.group() for word in words[index:cut]], determiner):
        return None
    last = with_verb(words, cut, clause_end(words, cut) if clause else len(words))
    if not clause and (has_verb(words[cut:]) or is_list(words[cut:])):
        return None
    following = words[last].group() if last < len(words) else behind
    return Phrase(words[0].start(), words[last - 1].end(), determiner, words[cut - 1].group(), following)


def _is_noun_phrase(words: Sequence[str], determiner: str) -> bool:
    """Whether it is a common noun or a role, and no other name: "the chief editor", "Director", but not "Ann Baker"."""
    head = words[-1]
    if head[0].isupper() and head.lower() not in TITLE_CASE:
        return False
    if determiner:
        return True
    modifiers = {word.lower() for word in words[:-1]}
    return (
        len(words) <= _MOST_MODIFIERS + 1
        and not modifiers & _NO_MODIFIERS
        and not any(word.endswith(("ed", "en", "ing")) for word in modifiers)
    )


def _words(text: str, position: int) -> tuple[list[re.Match[str]], str]:
    """Words up to the next sign that ends a phrase, and that sign."""
    words: list[re.Match[str]] = []
    end = min(len(text), position + _REACH)
    for token in _TOKEN.finditer(text, position, end):
        sign = token.group()
        if sign[0] == "\n" and (len(sign) > 1 or not text[token.end() : token.end() + 1].islower()):
            return words, "\n"
        if not sign[0].isalnum():
            if sign[0] == "\n" or sign in "-’'%" or (sign == "&" and _between_names(text, token)):
                continue
            return words, sign
        if len(words) == _MOST_WORDS:
            return [], ""
        words.append(token)
    return (words, "") if end == len(text) else ([], "")


def _determiner(words: Sequence[re.Match[str]], index: int) -> tuple[str, int]:
    """The article, possessive pronoun or possessor that the phrase begins with, and the index behind it."""
    if index < len(words) and words[index].group().lower() in DETERMINERS:
        return words[index].group().lower(), index + 1
    for last in range(index, min(index + 3, len(words))):
        word = words[last].group()
        if not word[0].isupper():
            break
        if is_possessor(word) or word.endswith(("s'", "s’")):
            return word, last + 1
    return "", index


def _between_names(text: str, sign: re.Match[str]) -> bool:
    """Whether it belongs to a name, as in "Soil & Water"."""
    return text[sign.end() : sign.end() + 2].strip()[:1].isupper()
