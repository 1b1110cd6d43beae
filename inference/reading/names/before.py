"""What explains a name before it: a role, "a man called ...", "her cousin, ...", "the new vet is ..."."""

import re
from collections.abc import Iterator, Sequence

from inference.contract import NameKind, Span
from inference.reading.names.after import clause_before
from inference.reading.names.head_nouns import fits, is_person_noun
from inference.reading.names.mentions import Mention
from inference.reading.names.phrases import DETERMINERS, phrase_at
from inference.reading.names.titles import COURTESY, ROLES, plain

_REACH = 120
_WORD = re.compile(r"[^\W\d_](?:\w|[’'.&-](?=\w))*['’.]?")
_SPACE = re.compile(r"[ \u00a0]|\n(?!\s)")
_CALLED = re.compile(r"(?:,? (?:called|named|known as|nicknamed)|, (?:called|named))(?: the)? [\"“]?$")
_BEFORE_COMMA = re.compile(r"[,:] [\"“]?$")
_COPULA = re.compile(r" (?:is|was)(?: the)? [\"“]?$")
_ENDS = re.compile(r"[\"”]?(?:[,.;)!?:\n]|\s{2,}|$)(?!,? (?:and|or)\b)")
_QUOTE = re.compile(r"[\"“]$")

_NO_MODIFIER = frozenset(
    """after all although and as ask asked at because before but by call called dear did do does even every everybody
    everyone for from good had has have he hello her here hey hi his how i if in is it its let like meanwhile meet my no
    nobody not now of off oh ok okay on once one only or our out over present says said see she since so some somebody
    someone soon still tell told than thank thanks that the their then there these they this those though to today
    under until was we well were what when where which while who whom whose why will with yes yesterday yet you
    your""".split()
)
_MOST_MODIFIERS = 6


def before(text: str, mention: Mention, kind: NameKind) -> Iterator[Span]:
    """Spans before a mention that say what it is."""
    for find in (_role, _called, _apposed, _subject):
        if span := find(text, mention, kind):
            yield span


def _role(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Federal Reserve Chair" before Jerome Powell, "the ferry" before Azam Star."""
    words = _words_before(text, mention.first)
    if not words:
        return None
    last = words[-1].group()
    is_head = (is_person_noun(last) or plain(last) in ROLES) if kind is NameKind.PEOPLE else fits(last, kind)
    if not is_head or plain(last) in COURTESY or plain(last) in _NO_MODIFIER:
        return None
    first = _first_modifier(text, words)
    opening = words[first].group().lower()
    possessor = opening.endswith(("'s", "’s"))
    if kind is not NameKind.PEOPLE and not (last.islower() and opening in DETERMINERS):
        return None
    if first == len(words) - 1 and last.islower() and not possessor and last.lower() in _ALSO_VERBS:
        return None
    return Span(words[first].start(), words[-1].start() + len(last))


_ALSO_VERBS = frozenset("cook coach guide guard judge nurse partner host head lead boss chair man star play help".split())


def _first_modifier(text: str, words: Sequence[re.Match[str]]) -> int:
    """The index of the first word of the role, whose head is the last one."""
    first = reached = len(words) - 1
    capitals = words[-1].group()[0].isupper()
    while first > 0 and len(words) - first <= _MOST_MODIFIERS:
        word = words[first - 1].group()
        if word.lower() in DETERMINERS:
            return first - 1
        if word.endswith(("'s", "’s")):
            return first - 1
        if word.lower() == "and" and first > 1 and is_person_noun(words[first - 2].group()):
            first -= 2
            reached = first
            continue
        if word.lower() == "of" and first > 1 and capitals and words[first - 2].group()[0].isupper():
            first -= 2
            reached = first
            continue
        if word.lower() in _NO_MODIFIER or word.lower() in COURTESY:
            break
        first -= 1
        starts_sentence = not clause_before(text, words[first].start())
        if (word[0].isupper() and (capitals or not starts_sentence)) or word.lower() in {"former", "acting", "deputy", "vice", "chief"}:
            reached = first
        elif word[0].isupper():
            break
    return reached


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
    return word.endswith(".") and len(word) > 4


def _called(text: str, mention: Mention, kind: NameKind) -> Span | None:
    called = _CALLED.search(text, max(0, mention.start - 24), mention.start)
    return _phrase_ending(text, called.start(), kind) if called else None


def _apposed(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Her cousin, Ivo," with a sign behind the name; not "the nurse, Ivo and Ben"."""
    comma = _BEFORE_COMMA.search(text, max(0, mention.start - 3), mention.start)
    if not comma or not _ENDS.match(text, mention.end):
        return None
    return _phrase_ending(text, comma.start(), kind)


def _subject(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "The new vet is Oskar." """
    copula = _COPULA.search(text, max(0, mention.start - 14), mention.start)
    if not copula or not _ENDS.match(text, mention.end):
        return None
    span = _phrase_ending(text, copula.start(), kind)
    return span if span and not clause_before(text, span.start) else None


def _phrase_ending(text: str, end: int, kind: NameKind) -> Span | None:
    """The phrase that begins with the last determiner before `end` and goes on to there."""
    opening = clause_before(text, end)
    start = end - len(opening)
    begins = [word for word in _WORD.finditer(text, start, end) if _begins(word.group())]
    for word in reversed(begins):
        phrase = phrase_at(text[:end], word.start(), kind)
        if phrase and phrase.determiner and not phrase.behind:
            return Span(phrase.start, phrase.end)
    return None


def _begins(word: str) -> bool:
    return word.lower() in DETERMINERS or (word[0].isupper() and word.endswith(("'s", "’s")))
