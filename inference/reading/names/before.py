"""What explains a name before it: a role, "a man called ...", "her cousin, ...", "the new vet is ..."."""

import re
from collections.abc import Iterator, Sequence

from inference.contract import NameKind, Span
from inference.reading.names.after import clause_before
from inference.reading.names.head_nouns import VAGUE, is_person_noun, stands_before
from inference.reading.names.mentions import Mention
from inference.reading.names.phrases import DETERMINERS, is_verb_or_preposition, phrase_at
from inference.reading.names.titles import COMPOUNDS, COURTESY, ROLES, is_title, plain

_REACH = 120
_WORD = re.compile(r"[^\W\d_](?:\w|[’'.&-](?=\w))*['’.]?")
_SPACE = re.compile(r"[ \u00a0]|\n(?!\s)")
_CALLED = re.compile(r"(?:,? (?:called|named|known as|nicknamed)|, (?:called|named))(?: the)? [\"“]?$")
_BEFORE_COMMA = re.compile(r"[,:] (?:[Tt]he )?[\"“]?$")
_COPULA = re.compile(r" (?:is|was)(?: the)? [\"“]?$")
_ENDS = re.compile(r"[\"”]?(?:[,.;)!?:\n]|\s{2,}|$)(?!,? (?:and|or)\b)")
_PREDICATE = re.compile(r"[\"”]?(?:[,.;)]|$| (?:is|was|has|had|will)\b)")

_NO_MODIFIER = frozenset(
    """after all although and as ask asked at because before but by call called dear did do does even every everybody
    everyone for from good had has have he hello her here hey hi his how i if in is it its let like meanwhile meet my no
    nobody not now of off oh ok okay on once one only or our out over present says said see she since so some somebody
    someone soon still tell told than thank thanks that the their then there these they this those though to today
    under until was we well were what when where which while who whom whose why will with yes yesterday yet you
    your""".split()
)
_GOES_ELSEWHERE = re.compile(r" (?:to|between|from|with|on|against|into|about|that|which|who|whom|whose|where) ")
"""After what the name behind a phrase may belong to its end, not to its head."""

_MOST_MODIFIERS = 6


def before(text: str, mention: Mention, kind: NameKind) -> Iterator[Span]:
    """Spans before a mention that say what it is."""
    for find in (_role, _called, _apposed, _subject):
        if span := find(text, mention, kind):
            yield span


def _role(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Federal Reserve Chair" before Jerome Powell, "the ferry" before Azam Star."""
    words = _words_before(text, mention.first)
    if not words or kind in {NameKind.PEOPLES, NameKind.EVENTS}:
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
    possessor = opening.endswith(("'s", "’s"))
    if kind is not NameKind.PEOPLE and not (last.islower() and opening in DETERMINERS):
        return None
    if first == len(words) - 1 and last.islower() and not possessor and last.lower() in _ALSO_VERBS:
        return None
    return Span(words[first].start(), words[-1].start() + len(last))


_ALSO_VERBS = frozenset(
    "cook coach guide guard judge nurse partner host head lead boss chair man star play help".split()
)


def _first_modifier(text: str, words: Sequence[re.Match[str]]) -> int:
    """The index of the first word of the role, whose head is the last one."""
    first = reached = len(words) - 1
    capitals = words[-1].group()[0].isupper()
    while first > 0 and len(words) - first <= _MOST_MODIFIERS:
        word, after = words[first - 1].group(), words[first].group()
        lower = word.lower()
        if lower in DETERMINERS or word.endswith(("'s", "’s")):
            return first - 1
        joins = first > 1 and _joins(lower, words[first - 2].group(), capitals=capitals)
        if joins:
            first -= 2
            reached = first
            continue
        if not _modifies(word, capitals=capitals) or (
            lower not in _STATES and is_title(word) and not (is_title(after) or plain(after) in COMPOUNDS)
        ):
            break
        first -= 1
        opens_sentence = not clause_before(text, words[first].start())
        if lower in _STATES or (word[0].isupper() and (capitals or after[0].isupper() or not opens_sentence)):
            reached = first
        elif word[0].isupper():
            break
    return reached


def _joins(word: str, before: str, *, capitals: bool) -> bool:
    """ "Actress and singer", "Bank of England Governor"."""
    return (word == "and" and is_person_noun(before)) or (word == "of" and capitals and before[0].isupper())


def _modifies(word: str, *, capitals: bool) -> bool:
    """Whether a word may belong to the role behind it; before a title in capitals no common noun does."""
    lower = word.lower()
    if lower in _NO_MODIFIER or lower in COURTESY or is_verb_or_preposition(lower):
        return False
    if word[0].islower() and lower not in _STATES:
        return not capitals and not (lower.endswith("s") and not lower.endswith("ss") and lower not in _PLURALS)
    return True


_STATES = frozenset("former acting deputy vice chief then ex late current outgoing interim retired".split())
_PLURALS = frozenset("sports arms sales news arts politics physics mathematics economics public-relations".split())


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
    return word.endswith(".") and not is_title(word) and len(word) > 2 and not word[:-1].isupper()


def _called(text: str, mention: Mention, kind: NameKind) -> Span | None:
    called = _CALLED.search(text, max(0, mention.start - 24), mention.start)
    return _phrase_ending(text, called.start(), kind) if called else None


def _apposed(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Her cousin, Ivo," with a sign behind the name; not "the nurse, Ivo and Ben"."""
    comma = _BEFORE_COMMA.search(text, max(0, mention.start - 8), mention.start)
    if not comma or not _ENDS.match(text, mention.end):
        return None
    span = _phrase_ending(text, comma.start(), kind)
    if span and any(map(VAGUE.__contains__, text[span.start : span.end].split())) and text[span.start] not in "Tt":
        return None  # "he is a patient man, Ben"
    if span and kind is NameKind.PLACES and _NAME_AT_END.search(text, span.start, span.end):
        return None  # "friends in Portland, Oregon"
    return span


_NAME_AT_END = re.compile(r"[A-Z][\w’'-]*$")


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
        phrase = phrase_at(text[word.start() : end], 0, kind)
        if phrase and phrase.determiner and not phrase.behind:
            found = Span(word.start() + phrase.start, word.start() + phrase.end)
            return None if _GOES_ELSEWHERE.search(text, found.start, found.end) else found
    return None


def _begins(word: str) -> bool:
    return word.lower() in DETERMINERS or (word[0].isupper() and word.endswith(("'s", "’s")))
