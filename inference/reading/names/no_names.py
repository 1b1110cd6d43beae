"""Words that the model took for names, and that are none: verbs, common nouns, and things with a number."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inference.contract import NameKind
from inference.reading.names.common_nouns import is_common_noun
from inference.reading.names.labels import kind_of_label
from inference.reading.words import PROPER_NOUN

Span = tuple[int, int, str]
"""Start, end and label."""

PARTICLES = frozenset(
    "al an ap ben bin bint da dal de del della der des di do dos du el ibn la las le les los mac ter und van vande vom "
    "von zu zur y e".split()
)
"""Words in lower case that belong to people's names."""

_IMPERATIVE = re.compile(r"(?:Mark|Bill|Grant|Rob|Chase|Pat|Sue|Drew|Frank) (?:my|your|me|us|it|them|the|this|that)\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•*-]|\b(?:please|then|and|or|to|don['’]t))\s*$", re.IGNORECASE)
_REACH = 12
_NUMBERED = frozenset(
    """bus car desk flat floor gate group heat item lane level page platform pool room round row seat suite table team
    ticket track van""".split()
)
"""Things of which there are several, told apart by number."""

_CHAT = frozenset(
    "AFK ASAP BRB COB EOD EOM EOW FAQ FWIW FYI IMHO IMO LGTM OOO PTO RSVP TBA TBC TBD TLDR WFH WIP".split()
)
"""What people write in capitals to say when, how or whether, and not whom."""

_NUMBER = re.compile(r" \d{1,3}\b")
_HEADING = re.compile(r" (?:\d{1,3}|[A-Z])[ \t]{0,4}(?::|\r?\n|$)")


def without_no_names(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Those of the spans, which are in order, that may be names."""
    kept = [span for span in spans if not _is_common(text, span) and not _is_numbered(text, span)]
    for span, after in pairwise([*kept, None]):
        if span and not (after and _is_word_before(text, span, after)):
            yield span


def _is_common(text: str, span: Span) -> bool:
    """What somebody is told to do, chat in capitals, or a common noun; people aside: "Bill signed the bill"."""
    start, end, label = span
    if text[start:end] in _CHAT:
        return True
    if _IMPERATIVE.match(text, start) and _SENTENCE_START.search(text, max(0, start - _REACH), start):
        return True
    return kind_of_label(label) is not NameKind.PEOPLE and is_common_noun(text, start, end)


def _is_numbered(text: str, span: Span) -> bool:
    """A thing with its number alone, "Car 1"; what the model gives a type is a name, but for "Car 2:" on a line."""
    start, end, label = span
    if text[start:end].lower() not in _NUMBERED:
        return False
    if label == PROPER_NOUN:
        return _NUMBER.match(text, end) is not None
    return (start == 0 or text[start - 1] == "\n") and _HEADING.match(text, end) is not None


def _is_word_before(text: str, span: Span, after: Span) -> bool:
    """A proper noun in lower case directly before a person in capitals, "paged" of "paged Ann Hill"."""
    start, end, label = span
    if label != PROPER_NOUN or text[end : after[0]] not in {" ", "\u00a0"}:
        return False
    word, is_person = text[start:end], kind_of_label(after[2]) is NameKind.PEOPLE and text[after[0]].isupper()
    return is_person and word.isalpha() and word.islower() and word not in PARTICLES
