"""Roles before names: "Federal Reserve Chair" before Jerome Powell, "the ferry" before Azam Star."""

import re
from collections.abc import Sequence

from inference.contract import NameKind, Span
from inference.reading.names.after import clause_before, speaks
from inference.reading.names.function_words import DETERMINERS, is_possessor, is_verb_or_preposition
from inference.reading.names.head_nouns import is_person_noun, is_thing, stands_before
from inference.reading.names.mentions import Mention
from inference.reading.names.titles import COMPOUNDS, COURTESY, ROLES, is_title, plain

_REACH = 120
_WORD = re.compile(r"[^\W\d_](?:\w|[’'.&-](?=\w))*['’.]?")
_SPACE = re.compile(r"[ \u00a0]|\n(?!\s)")
_PREDICATE = re.compile(r"[\"”]?(?:[,.;)]|$| (?:is|was|has|had|will)\b)")

_NO_MODIFIER = frozenset(
    """after all although and as ask asked at because before but by call called dear did do does even every everybody
    everyone for from good had has have he hello her here hey hi his how i if in is it its let like meanwhile meet my no
    nobody not now of off oh ok okay on once one only or our out over present says said see she since so some somebody
    someone soon still tell told than thank thanks that the their then there these they this those though to today
    under until was we well were what when where which while who whom whose why will with yes yesterday yet you
    your""".split()
)
_ALSO_VERBS = frozenset(
    "cook coach guide guard judge nurse partner host head lead boss chair man star play help".split()
)
"""Roles that a person may also be told to do, or be said to: "nurse Ben", at the beginning of a sentence."""

_BELONGS = re.compile(r"..(?:tion|sion|ment|ity|ance|ism|ial|nal|cal|ral|tal|ic|ics|ary)$")
"""Endings of nouns and adjectives, hardly ever of a verb: "opposition leader", "presidential candidate"."""

_SUBJECTS = frozenset("i you we they who would will can could should must may might not".split())
_STATES = frozenset("former acting deputy vice chief then ex late current outgoing interim retired".split())
_PLURALS = frozenset("sports arms sales news arts politics physics mathematics economics public-relations".split())
_MOST_MODIFIERS = 6


def role_before(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """The words directly before a mention, if they are a role or, with a determiner, a noun of its kind."""
    words = _words_before(text, mention.first)
    if not words or kind in {NameKind.PEOPLES, NameKind.EVENTS} or speaks(text, mention):
        return None
    if kind is NameKind.OTHER and not _PREDICATE.match(text, mention.end):
        return None
    last = words[-1].group()
    is_head = (is_person_noun(last) or plain(last) in ROLES) if kind is NameKind.PEOPLE else stands_before(last, kind)
    if not is_head or plain(last) in COURTESY | _NO_MODIFIER or is_verb_or_preposition(plain(last)):
        return None
    shouted = text[mention.first : mention.end].isupper() and len(mention.words) > 1
    first = len(words) - 1 if shouted else _first_modifier(text, words)
    opening = words[first].group().lower()
    possessor = is_possessor(opening)
    if kind is not NameKind.PEOPLE and not (
        last.islower() and opening in DETERMINERS and not _modifies_next(text, mention)
    ):
        return None
    alone = first == len(words) - 1
    if alone and last.islower() and not possessor and _may_be_verb(words):
        return None
    if alone and first > 1 and words[-2].group() == "of" and _is_office(words[-3].group()):
        return None  # "Minister of Justice Ann Hill"
    return Span(words[first].start(), words[-1].start() + len(last))


def _modifies_next(text: str, mention: Mention) -> bool:
    """Whether a name stands before a noun of its own: "the flat Kansas landscape"."""
    after = _WORD.match(text, mention.end + 1) if text[mention.end : mention.end + 1] == " " else None
    return after is not None and any(test(after.group().rstrip(".")) for test in (is_thing, is_person_noun))


def _is_office(word: str) -> bool:
    return word[0].isupper() and is_title(word)


def _may_be_verb(words: Sequence[re.Match[str]]) -> bool:
    """Of "coach Ben" at the beginning of a sentence, and of "I suspect Acme"."""
    subject = words[-2].group().lower() if len(words) > 1 else ""
    head = words[-1].group().lower()
    return head in _ALSO_VERBS or head.endswith("ed") or subject in _SUBJECTS


def _first_modifier(text: str, words: Sequence[re.Match[str]]) -> int:
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
    while index > 0 and words[index - 1].group()[0].isupper() and words[index - 1].group().lower() not in _NO_MODIFIER:
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
    if lower in _NO_MODIFIER or lower in COURTESY or is_verb_or_preposition(lower):
        return False
    if word[0].islower() and lower not in _STATES:
        return not capitals and not (lower.endswith("s") and not lower.endswith("ss") and lower not in _PLURALS)
    return True


def _words_before(text: str, position: int) -> list[re.Match[str]]:
    """Words on end before `position`, with nothing but single spaces between them."""
    window = max(0, position - _REACH)
    words = list(_WORD.finditer(text, window, position))
    kept = len(words)
    end = position
    while kept and _SPACE.fullmatch(text, words[kept - 1].end(), end) and not _ends_sentence(words[kept - 1].group()):
        end = words[kept - 1].start()
        kept -= 1
    return words[kept:]


def _ends_sentence(word: str) -> bool:
    abbreviated = word[0].isupper() and is_title(word)
    return word.endswith(".") and not abbreviated and len(word) > 2 and not word[:-1].isupper()
