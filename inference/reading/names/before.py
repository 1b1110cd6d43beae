"""What explains a name before it: a role, "a man called ...", "her cousin, ...", "the new vet is ..."."""

import re
from collections.abc import Iterator

from inference.contract import NameKind, Span
from inference.reading.names.after import clause_before, speaks
from inference.reading.names.function_words import DETERMINERS, is_possessor
from inference.reading.names.head_nouns import VAGUE
from inference.reading.names.mentions import Mention
from inference.reading.names.phrases import phrase_at
from inference.reading.names.roles import role_before

_WORD = re.compile(r"[^\W\d_](?:\w|[’'.&-](?=\w))*['’.]?")
_CALLED = re.compile(r"(?:,? (?:called|named|known as|nicknamed)|, (?:called|named))(?: the)? [\"“]?$")
_BEFORE_COMMA = re.compile(r"[,:] (?:[Tt]he )?[\"“]?$")
_COPULA = re.compile(r" (?:is|was)(?: the)? [\"“]?$")
_IS = re.compile(r"(?:\b(?:is|was|are|were|am|be|been|not)|['’](?:s|m|re)) $")
_POINTING = re.compile(r"\b(?:this|that|here|it)(?: is| was|['’]s) $", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:my|our|your|his|her|their)\b", re.IGNORECASE)
_NAME_AT_END = re.compile(r"[A-Z][\w’'-]*$")
_ENDS = re.compile(r"[\"”]?(?:[,.;)!?:\n]|\s{2,}|$)(?!,? (?:and|or)\b)")
_GOES_ELSEWHERE = re.compile(
    r" (?:to|between|from|with|on|against|into|about|that|which|who|whom|whose|where|including|like|such as) "
)
"""After what the name behind a phrase may belong to its end, not to its head."""


def before(text: str, mention: Mention, kind: NameKind) -> Iterator[Span]:
    """Spans before a mention that say what it is."""
    for find in (role_before, _called, _apposed, _subject):
        if span := find(text, mention, kind):
            yield span


def _called(text: str, mention: Mention, kind: NameKind) -> Span | None:
    called = _CALLED.search(text, max(0, mention.start - 24), mention.start)
    return _phrase_ending(text, called.start(), kind) if called else None


def _apposed(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Her cousin, Ivo," with a sign behind the name; not "the nurse, Ivo and Ben"."""
    comma = _BEFORE_COMMA.search(text, max(0, mention.start - 8), mention.start)
    if not comma or not _ENDS.match(text, mention.end) or speaks(text, mention):
        return None
    if comma.group()[0] == ":" and text.startswith(",", mention.end):
        return None  # the first of a list
    span = _phrase_ending(text, comma.start(), kind)
    if span and _IS.search(text, max(0, span.start - 12), span.start) and not _points(text, span):
        return None  # "Rex is a dog, Ben", which Ben is told
    if span and any(map(VAGUE.__contains__, text[span.start : span.end].split())) and text[span.start] not in "Tt":
        return None  # "he is a patient man, Ben"
    if span and kind is NameKind.PLACES and _NAME_AT_END.search(text, span.start, span.end):
        return None  # "friends in Portland, Oregon"
    return span


def _points(text: str, span: Span) -> bool:
    """Whether a possessive phrase is who is pointed at: "This is my brother, Luis"."""
    return (
        _POSSESSIVE.match(text, span.start) is not None
        and _POINTING.search(text, max(0, span.start - 20), span.start) is not None
    )


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
    return word.lower() in DETERMINERS or (word[0].isupper() and is_possessor(word))
