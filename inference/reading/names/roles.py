"""Roles before names: "Federal Reserve Chair" before Jerome Powell, "the ferry" before Azam Star."""

import re
from collections.abc import Sequence

from inference.contract import NameKind, Span
from inference.reading.names.after import speaks
from inference.reading.names.function_words import DETERMINERS, is_possessor, is_verb_or_preposition
from inference.reading.names.head_nouns import is_person_noun, is_thing, stands_before
from inference.reading.names.mentions import Mention
from inference.reading.names.modifiers import NO_MODIFIER, first_modifier
from inference.reading.names.titles import COURTESY, ROLES, is_title, plain

_REACH = 120
_WORD = re.compile(r"[^\W\d_](?:\w|[’'.&-](?=\w))*['’.]?")
_SPACE = re.compile(r"[ \u00a0]|\n(?!\s)")
_PREDICATE = re.compile(r"[\"”]?(?:[,.;)]|$| (?:is|was|has|had|will)\b)")

_ALSO_VERBS = frozenset(
    "cook coach guide guard judge nurse partner host head lead boss chair man star play help".split()
)
"""Roles that a person may also be told to do, or be said to: "nurse Ben", at the beginning of a sentence."""

_SUBJECTS = frozenset("i you we they who would will can could should must may might not".split())


def role_before(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """The words directly before a mention, if they are a role or, with a determiner, a noun of its kind."""
    words = _words_before(text, mention.first)
    if not words or kind in {NameKind.PEOPLES, NameKind.EVENTS} or speaks(text, mention):
        return None
    if kind is NameKind.OTHER and not _PREDICATE.match(text, mention.end):
        return None
    last = words[-1].group()
    is_head = (is_person_noun(last) or plain(last) in ROLES) if kind is NameKind.PEOPLE else stands_before(last, kind)
    if not is_head or plain(last) in COURTESY | NO_MODIFIER or is_verb_or_preposition(plain(last)):
        return None
    shouted = text[mention.first : mention.end].isupper() and len(mention.words) > 1
    first = len(words) - 1 if shouted else first_modifier(text, words)
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
