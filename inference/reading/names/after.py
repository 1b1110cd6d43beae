"""What explains a name behind it: an apposition, "is a ...", brackets, "known as ...", the line of a signature."""

import re
from collections.abc import Iterator

from inference.contract import NameKind, Span
from inference.reading.names.function_words import DETERMINERS, RELATIVE
from inference.reading.names.head_nouns import VAGUE, is_person_noun
from inference.reading.names.mentions import Mention
from inference.reading.names.phrases import Phrase, phrase_at

_AGE = r"(?:,[ ]\d{1,3}(?:[ ]years[ ]old)?)?"
_COMMA = re.compile(rf"[\"”’]?(?:[ ]{{2,160}})?{_AGE},[\"”’]?(?:[ ]|\n(?=[a-z]))|[ ][–—][ ]")
_COPULA = re.compile(
    r"(?:[ ]\([^()\n]{1,40}\))?[ \n](?:is|was|remains|became)[ \n]"
    r"(?:(?:also|now|still|then|once|himself|herself)[ \n])?"
)
_RELATIVE = re.compile(rf"{_AGE}, (?:who|which)[ \n](?:is|was)[ \n](?:also[ \n]|now[ \n]|once[ \n])?")
_BRACKET = re.compile(r"[ \n]\(")
_KNOWN = re.compile(r",[ \n]((?:better |also |widely )?known as [^\n,.;:()]{2,60})[,.;)]")
_SIGNATURE = re.compile(r",?\n")
_LINE_START = re.compile(r"(?:^|\n)[^\n,]{0,30},?[ \t]*$")

_CLOSING = ",.;:!?)–—\n"
_OPENERS = frozenset(
    """in on at after before according near for with during under to from by since until without within through over
    if when while because although though as once whenever unless thanks despite behind beyond across against among
    around about between inside outside unlike like following based born""".split()
)
_PREPOSITIONS = frozenset("in on at from with near during under behind between inside outside within".split())
_SUBJECT = re.compile(r"(?:^| )(?:i|you|he|she|we|they) [a-z]", re.IGNORECASE)
_CLAUSE = re.compile(r"[.!?;:\n“\"(]")
_MAIN_CLAUSE = re.compile(
    r"[ \n](?:i|you|he|she|it|we|they|the|a|an|his|her|its|their|our|my|your|there|this|that|these|those|[A-Z]\w*)\b"
)
_NEXT_OF_LIST = re.compile(r",?[ \n](?:and|or|as well as)\b")
_REACH = 200


def behind(text: str, mention: Mention, kind: NameKind) -> Iterator[Span]:
    """Spans behind a mention that say what it is."""
    for find in (_apposition, _relative, _copula, _bracket, _known, _signature):
        if span := find(text, mention, kind):
            yield span


def clause_before(text: str, position: int) -> str:
    """What stands between the beginning of the clause and `position`."""
    start = max(0, position - _REACH)
    window = text[start:position]
    last = max((match.end() for match in _CLAUSE.finditer(window)), default=0)
    return window[last:].lstrip()


def speaks(text: str, mention: Mention) -> bool:
    """Whether it is the speaker of a line of dialogue: "Ann: hello"."""
    return text.startswith(":", mention.end) and text[max(0, mention.start - 1) : mention.start] in {"", "\n"}


def _apposition(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Lagarde, a former lawyer," but neither "In Lyon, a dog barked" nor "Anna, a friend and Tom came"."""
    comma = _COMMA.match(text, mention.end)
    phrase = comma and phrase_at(text, comma.end(), kind)
    if not phrase or not _is_closed(phrase) or not _is_definite(phrase, kind):
        return None
    opening = clause_before(text, mention.start)
    after = phrase.end + len(phrase.behind)
    if phrase.behind == "," and _NEXT_OF_LIST.match(text, phrase.end + 1):
        return None
    if _has_not_begun(opening) and not (phrase.behind == "," and _MAIN_CLAUSE.match(text, after)):
        return None
    return Span(phrase.start, phrase.end)


def _relative(text: str, mention: Mention, kind: NameKind) -> Span | None:
    return _predicate(text, _RELATIVE.match(text, mention.end), kind)


def _copula(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """ "Lagarde is a lawyer"; the name is the subject when the clause begins with it."""
    before = clause_before(text, mention.start).split()
    at_start = not before or (len(before) <= 2 and {word.lower().strip(",") for word in before} <= _BEFORE_SUBJECT)
    if not at_start and not (before and before[-1].endswith(",")):
        return None
    return _predicate(text, _COPULA.match(text, mention.end), kind)


_BEFORE_SUBJECT = frozenset("the and but so then today now here yes no well ah oh because".split())


def _predicate(text: str, verb: re.Match[str] | None, kind: NameKind) -> Span | None:
    phrase = verb and phrase_at(text, verb.end(), kind, clause=True)
    if not phrase or not phrase.determiner or phrase.head.lower() in VAGUE:
        return None
    return Span(phrase.start, phrase.end)


def _bracket(text: str, mention: Mention, kind: NameKind) -> Span | None:
    bracket = _BRACKET.match(text, mention.end)
    phrase = bracket and phrase_at(text, bracket.end(), kind)
    if not phrase or phrase.behind != ")":
        return None
    if not phrase.determiner and text[phrase.start : phrase.end].endswith("ed"):
        return None  # "(clarification needed)"
    return Span(phrase.start, phrase.end)


def _known(text: str, mention: Mention, kind: NameKind) -> Span | None:  # noqa: ARG001 - of any kind
    known = _KNOWN.match(text, mention.end)
    return Span(*known.span(1)) if known else None


def _signature(text: str, mention: Mention, kind: NameKind) -> Span | None:
    """The line below a name that stands alone on its own: "Head of Product"."""
    line = _SIGNATURE.match(text, mention.end)
    if (
        kind is not NameKind.PEOPLE
        or not line
        or not _LINE_START.search(text, max(0, mention.start - 40), mention.start)
    ):
        return None
    phrase = phrase_at(text, line.end(), kind)
    if not phrase or phrase.determiner or phrase.behind not in {"", "\n", ","} or text[phrase.start].islower():
        return None
    return Span(phrase.start, phrase.end)


def _is_closed(phrase: Phrase) -> bool:
    return not phrase.behind or phrase.behind in _CLOSING or phrase.behind in RELATIVE


def _is_definite(phrase: Phrase, kind: NameKind) -> bool:
    """With a determiner; or of a person, one noun without, as in "commander of the fleet"."""
    if phrase.determiner:
        return True
    return kind is NameKind.PEOPLE and is_person_noun(phrase.head)


def _has_not_begun(opening: str) -> bool:
    """Whether the main clause may begin behind the name: it has begun in "In Bonn she met" and "In Bonn, Ann met"."""
    first, _, others = opening.partition(" ")
    if not first or not _opens_clause(first):
        return False
    if first.lower() in _PREPOSITIONS and _SUBJECT.search(others):
        return False
    behind_comma = others.rpartition(",")[2].split()
    return "," not in others or not (len(behind_comma) > 1 and behind_comma[-1].islower())


def _opens_clause(word: str) -> bool:
    plain = word.lower().strip(",")
    return plain in _OPENERS or (word[0].isupper() and plain.endswith("ing") and plain not in DETERMINERS)
