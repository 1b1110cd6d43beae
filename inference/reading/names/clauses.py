"""Where in a noun phrase its head ends, and where another clause begins."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inference.reading.names.function_words import AFTER_HEAD, DETERMINERS, RELATIVE, VERBS
from inference.reading.names.head_nouns import is_person_noun


def head_end(words: Sequence[re.Match[str]], index: int) -> int:
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


def with_verb(words: Sequence[re.Match[str]], index: int, last: int) -> int:
    """`last`, but before a relative clause that a comma cuts at its subject: "a shop that Ann, then mayor, ..."."""
    for end in range(index, last):
        if words[end].group().lower() in RELATIVE:
            goes_on = any(word.group()[0].islower() for word in words[end + 1 : last])
            return last if goes_on else end
    return last


def clause_end(words: Sequence[re.Match[str]], index: int) -> int:
    """Behind what belongs to a predicate's noun: "a lawyer" of "is a lawyer and lives here"."""
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


def is_list(words: Sequence[re.Match[str]]) -> bool:
    """Whether it goes on to something else: "the sea or even the coast"."""
    plain = [word.group().lower() for word in words]
    return "or" in plain or any(one == "and" and two in DETERMINERS for one, two in pairwise(plain))


def has_verb(words: Sequence[re.Match[str]]) -> bool:
    """Whether what follows the head goes on like a sentence; a relative clause has verbs of its own."""
    for index, each in enumerate(words):
        word = each.group().lower()
        after = words[index + 1].group().lower() if index + 1 < len(words) else ""
        if word in RELATIVE:
            return False
        if word in VERBS or (index and len(word) > 4 and word.endswith("ed") and after not in AFTER_HEAD):
            return True
    return False
