"""How far a role before a name reaches: "former Harvard history" before "professor"."""

import re
from collections.abc import Sequence

from inference.reading.names.after import clause_before
from inference.reading.names.function_words import DETERMINERS, is_possessor, is_verb_or_preposition
from inference.reading.names.head_nouns import is_person_noun, is_thing
from inference.reading.names.titles import COMPOUNDS, COURTESY, is_title, plain

NO_MODIFIER = frozenset(
    """after all although and as ask asked at because before but by call called dear did do does even every everybody
    everyone for from good had has have he hello her here hey hi his how i if in is it its let like meanwhile meet my no
    nobody not now of off oh ok okay on once one only or our out over present says said see she since so some somebody
    someone soon still tell told than thank thanks that the their then there these they this those though to today
    under until was we well were what when where which while who whom whose why will with yes yesterday yet you
    your""".split()
)
"""Words that no role holds."""

_STATES = frozenset("former acting deputy vice chief then ex late current outgoing interim retired".split())
_PLURALS = frozenset("sports arms sales news arts politics physics mathematics economics public-relations".split())
_MOST_MODIFIERS = 6
_BELONGS = re.compile(r"..(?:tion|sion|ment|ity|ance|ism|ial|nal|cal|ral|tal|ic|ics|ary)$")
"""Endings of nouns and adjectives, hardly ever of a verb: "opposition leader", "presidential candidate"."""


def first_modifier(text: str, words: Sequence[re.Match[str]]) -> int:
    """The index of the first word of the role, whose head is the last one."""
    first = reached = len(words) - 1
    capitals = words[-1].group()[0].isupper()
    while first > 0 and len(words) - first <= _MOST_MODIFIERS:
        word, after = words[first - 1].group(), words[first].group()
        if word.lower() in DETERMINERS:
            return first - 1
        if is_possessor(word):
            return _possessor_start(words, first - 1)
        if first > 1 and _joins(text, words, first - 1, capitals=capitals):
            first -= 2
            reached = first
            continue
        if not _modifies(word, capitals=capitals) or _is_title_of_another(word, after):
            break
        first -= 1
        if _belongs(text, words, first, capitals=capitals):
            reached = first
        elif word[0].isupper():
            break
    return reached


def _possessor_start(words: Sequence[re.Match[str]], index: int) -> int:
    """Of "the Dane Ann Hill's sister" the whole name, with its determiner."""
    while index > 0 and words[index - 1].group()[0].isupper() and words[index - 1].group().lower() not in NO_MODIFIER:
        index -= 1
    return index - 1 if index > 0 and words[index - 1].group() in DETERMINERS else index


def _joins(text: str, words: Sequence[re.Match[str]], index: int, *, capitals: bool) -> bool:
    """ "Actress and singer", "Bank of England Governor" (but not "Diary of General").

    Before "and" what has a capital within a clause is somebody's name.
    """
    word, before = words[index].group().lower(), words[index - 1].group()
    if word == "and":
        return is_person_noun(before) and (before[0].islower() or not clause_before(text, words[index - 1].start()))
    return word == "of" and capitals and index < len(words) - 2 and before[0].isupper()


def _is_title_of_another(word: str, after: str) -> bool:
    return word.lower() not in _STATES and is_title(word) and not (is_title(after) or plain(after) in COMPOUNDS)


def _belongs(text: str, words: Sequence[re.Match[str]], index: int, *, capitals: bool) -> bool:
    """Whether a word is part of the role for certain: a noun, an adjective by its ending, or a name."""
    word, lower = words[index].group(), words[index].group().lower()
    if lower in _STATES or is_thing(lower) or _BELONGS.search(lower):
        return True
    if word[0].islower():
        return False
    opens_sentence = not clause_before(text, words[index].start())
    return capitals or words[index + 1].group()[0].isupper() or not opens_sentence or is_person_noun(lower)


def _modifies(word: str, *, capitals: bool) -> bool:
    """Whether a word may belong to the role behind it; before a title in capitals no common noun does."""
    lower = word.lower()
    if lower in NO_MODIFIER or lower in COURTESY or is_verb_or_preposition(lower):
        return False
    if word[0].islower() and lower not in _STATES:
        return not capitals and not (lower.endswith("s") and not lower.endswith("ss") and lower not in _PLURALS)
    return True
