"""Entities as a reader would cut them: whole where a hyphen parted them, apart where a table glued them."""

import re
from collections.abc import Iterable, Iterator

from inference.contract import Entity, NameKind
from inference.reading.names.company_forms import with_company_forms
from inference.reading.names.hyphenated import with_hyphenated
from inference.reading.names.labels import kind_of_label
from inference.reading.names.no_names import PARTICLES, without_no_names
from inference.reading.names.titles import COURTESY, plain, title_end
from inference.reading.words import PROPER_NOUN

PERSON = "PERSON"

Span = tuple[int, int, str]
"""Start, end and label."""

_CELL = re.compile(
    r"\s{0,4}\S{0,64}(?:@|://)\S{1,64}\s{0,4}|[ \u00a0]{0,9}[\t|\u2028][\s|]{0,99}|[ \u00a0]{2,99}|\n\s{0,99}\n\s{0,99}"
    r"|\s{0,4}:[a-z][a-z0-9_+-]{1,30}:\s{0,4}"
    r"|[,;]\s{1,9}(?=[^\W\d_])"
    r"|[ ](?:&|and)[ ](?=[A-Z])"
)
_PARTS_PEOPLE = re.compile(r"[,;]|[ ](?:&|and)[ ]")
_SURNAME_FIRST = re.compile(r"[^\W\d_][\w'’ -]{0,40}, [^\W\d_][\w'’. -]{0,40}")
_PARTED_BEFORE = re.compile(r'(?:^|[;:"\n])\s{0,3}$')
_PARTED_BEHIND = re.compile(r'\s{0,3}(?:$|[;"\n])')
_EDGES = " \t\r\n\u00a0*_~`|[]<>"
_IRISH = re.compile(r"t[SAEIOUÁÉÍÓÚ][a-záéíóú]")
"""What follows the article in Irish surnames: "Mac an tSaoir"."""

_GREETING = re.compile(
    r"(?:Hi(?:ya)?|Hello|Hey|Heya|Dear|Thanks|Thx|Cheers|Congrats|Regards|Ping|Cc)[ \u00a0]+(?=[A-Z])"
)
_LOWER_START = re.compile(r"((?:[^\W\d_])+)[ \u00a0]+(?=[^\W\d_])")
_DANGLING = re.compile(r"[ \u00a0](?:of|and|the)$")
_MOST_WORDS = 3


def clean(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """`text` is the text as it was sent; entities are in order and do not overlap, before and after."""
    spans = [(entity.start, entity.end, entity.label) for entity in entities]
    parted = [cell for span in spans for cell in _cells(text, span)]
    joined = with_hyphenated(text, _joined(text, parted))
    named = [
        part
        for span in without_no_names(text, joined)
        for part in _without_title(text, _without_lower_start(text, span))
    ]
    return [
        Entity(text=text[start:end], label=label, start=start, end=end)
        for start, end, label in with_company_forms(text, named)
    ]


def _cells(text: str, span: Span) -> Iterator[Span]:
    """A name of each cell of a table row; nothing of one goes on over a tab, a bar or wide white space."""
    start, end, label = span
    if kind_of_label(label) is NameKind.PEOPLE and _is_surname_first(text, start, end):
        yield span
        return
    first = start
    for gap in _CELL.finditer(text, start, end):
        if _PARTS_PEOPLE.match(gap.group()) and kind_of_label(label) is not NameKind.PEOPLE:
            continue  # "Department for Culture, Media and Sport"
        yield from _trimmed(text, first, gap.start(), label)
        first = gap.end()
    yield from _trimmed(text, first, end, label)


def _is_surname_first(text: str, start: int, end: int) -> bool:
    """Whether a name with one comma stands between signs that part such names: "Ek, Ana; Bo, Li"."""
    before, behind = _PARTED_BEFORE.search(text, max(0, start - 4), start), _PARTED_BEHIND.match(text, end)
    if not before or not behind or not _SURNAME_FIRST.fullmatch(text, start, end):
        return False
    return any(sign in ';"' for sign in (*before.group().strip(), *behind.group().strip()))


def _trimmed(text: str, start: int, end: int, label: str) -> Iterator[Span]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if dangling := _DANGLING.search(text, max(start, end - 5), end):
        end = max(start, dangling.start())
    if any(map(str.isalnum, text[start:end])):
        yield start, end, label


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and _belong_together(text, joined[-1], span):
            start, _, label = joined[-1]
            joined[-1] = start, span[1], label if label != PROPER_NOUN else span[2]
        else:
            joined.append(span)
    return joined


def _belong_together(text: str, before: Span, after: Span) -> bool:
    gap = text[before[1] : after[0]]
    kinds = {kind_of_label(before[2]), kind_of_label(after[2])}
    if gap in {"", "-"}:
        hyphen_within = gap == "" and text[before[1] - 1] == "-"
        lower = text[after[0]].islower()
        return (hyphen_within or (gap == "-" and lower)) and (len(kinds) == 1 or NameKind.OTHER in kinds)
    if kind_of_label(before[2]) is NameKind.PEOPLE and gap == " an " and _IRISH.match(text, after[0]):
        return True
    if gap == ", " and kinds == {NameKind.PEOPLE} and _is_surname_first(text, before[0], after[1]):
        return True
    if kinds != {NameKind.PEOPLE} or gap not in {" ", "\u00a0"}:
        return gap.strip() in PARTICLES and gap[:1] == gap[-1:] == " " and kinds == {NameKind.PEOPLE}
    return _is_one_person(text[before[0] : before[1]].split(), text[after[0] : after[1]].split())


def _is_one_person(before: list[str], after: list[str]) -> bool:
    """Two people side by side are one, but for two full names, and but for what only looks like a name."""
    if before[0].islower() != after[0].islower() or any(word.endswith(("'s", "’s")) for word in before):
        return False
    return min(len(before), len(after)) == 1 and len(before) + len(after) <= _MOST_WORDS


def _without_lower_start(text: str, span: Span) -> Span:
    """A person without the greeting or the verb before: of "bill Bill", Bill."""
    start, end, label = span
    if greeting := _GREETING.match(text, start, end):
        return greeting.end(), end, label
    if kind_of_label(label) is NameKind.PEOPLE and text[start].islower():
        match = _LOWER_START.match(text, start, end)
        if match and match.group(1) not in PARTICLES and text[match.end()].isupper():
            return match.end(), end, label
    return span


def _without_title(text: str, span: Span) -> Iterator[Span]:
    """Of "Mr Long" the title, as a proper noun, and the person; what follows a courtesy title is a person."""
    start, end, label = span
    name = title_end(text, start, end)
    kind = kind_of_label(label)
    courteous = name > start and plain(text[start:name].split(maxsplit=1)[0]) in COURTESY
    if (
        name == start
        or text.startswith("of ", name)
        or not (kind is NameKind.PEOPLE or (kind is NameKind.OTHER and courteous))
    ):
        yield span
    elif text[start].isupper() and any(map(str.isalpha, text[name:end])):
        yield start, start + len(text[start:name].rstrip()), PROPER_NOUN
        yield name, end, label if kind is NameKind.PEOPLE else PERSON
    else:
        yield span
