"""Noun phrases, read from left to right without a tagger: determiner, head, and how far what belongs to it goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inference.contract import NameKind
from inference.reading.names.function_words import (
    AFTER_HEAD,
    DETERMINERS,
    LEADING,
    RELATIVE,
    TITLE_CASE,
    VERBS,
    is_possessor,
)
from inference.reading.names.head_nouns import fits, is_person_noun

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
    cut = _head_end(words, index)
    while cut > index and not fits(words[cut - 1].group(), kind):
        cut -= 1
        if cut == index or not words[cut].group().lower().endswith(("ed", "ing")):
            return None  # "a rumour spread"; but "a company founded"
    if cut == index or not _is_noun_phrase([word.group() for word in words[index:cut]], determiner):
        return None
    last = _with_verb(words, cut, _clause_end(words, cut) if clause else len(words))
    if not clause and (_has_verb(words[cut:]) or _is_list(words[cut:])):
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


def _head_end(words: Sequence[re.Match[str]], index: int) -> int:
    """Behind the noun that the phrase is about."""
    for end in range(index, len(words)):
        word = words[end].group().lower()
        if word in AFTER_HEAD or word in VERBS:
            if word == "and" and end > index and _goes_on(words, end):
                continue
            return end
    return len(words)


def _goes_on(words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether "and" joins two nouns, as in "a singer and actor"."""
    behind = [word.group() for word in words[index + 1 : index + 3]]
    return any(is_person_noun(word) for word in behind) and behind[0].lower() not in DETERMINERS


def _with_verb(words: Sequence[re.Match[str]], index: int, last: int) -> int:
    """`last`, but before a relative clause that a comma ends at its subject: "a shop that Ann Hill, then mayor, ..."."""
    for end in range(index, last):
        if words[end].group().lower() in RELATIVE:
            goes_on = any(word.group()[0].islower() for word in words[end + 1 : last])
            return last if goes_on else end
    return last


def _between_names(text: str, sign: re.Match[str]) -> bool:
    """Whether it belongs to a name, as in "Soil & Water"."""
    return text[sign.end() : sign.end() + 2].strip()[:1].isupper()


def _clause_end(words: Sequence[re.Match[str]], index: int) -> int:
    for end in range(index, len(words)):
        word = words[end].group().lower()
        if word in RELATIVE or word in VERBS or word in {"but", "so", "because", "while"}:
            return end
        if word == "and" and not _goes_on(words, end) and not _between_capitals(words, end):
            return end
    return len(words)


def _between_capitals(words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether "and" joins two names or adjectives made of them, as in "of Irish and English immigrants"."""
    return index + 1 < len(words) and words[index - 1].group()[0].isupper() and words[index + 1].group()[0].isupper()


def _is_list(words: Sequence[re.Match[str]]) -> bool:
    """Whether it goes on to something else: "the sea or even the coast"."""
    plain = [word.group().lower() for word in words]
    return "or" in plain or any(one == "and" and two in DETERMINERS for one, two in pairwise(plain))


def _has_verb(words: Sequence[re.Match[str]]) -> bool:
    """Whether what follows the head goes on like a sentence; a relative clause has verbs of its own."""
    for index, each in enumerate(words):
        word = each.group().lower()
        after = words[index + 1].group().lower() if index + 1 < len(words) else ""
        if word in RELATIVE:
            return False
        if word in VERBS or (index and len(word) > 4 and word.endswith("ed") and after not in AFTER_HEAD):
            return True
    return False
