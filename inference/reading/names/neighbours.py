"""Names that the model does not type, typed by what stands beside them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inference.contract import Entity, NameKind
from inference.reading.names.gazetteer import is_place
from inference.reading.names.labels import kind_of_label, label_for, with_labels
from inference.reading.names.mentions import words_of
from inference.reading.names.titles import is_bare_title, is_calendar

_AND = re.compile(r"(?:,? (?:and|or|&) )")
_INTRODUCED = re.compile(r"\b(?:i am|i['’]m|this is|that is|that['’]s|my name is|call me|meet) $", re.IGNORECASE)
_BY_NAME = {"my name is ", "call me "}
_GOES_ON = re.compile(
    r"(?: and (?:I\b|this is)| from\b|, (?:the|your|a|an|and I|one of)\b| here\b|[.!] (?:I|We|My|Nice)\b)"
)
_FULL_NAME = re.compile(r"[^\W\d_][^\W\d_A-Z]{1,20}(?: [^\W\d_][^\W\d_A-Z]{1,20})?")
_VESSEL = re.compile(
    r"\b(?:ship|ferry|yacht|vessel|liner|tanker|freighter|frigate|destroyer|submarine|icebreaker|trawler|schooner|steamer|"
    r"lifeboat|tugboat|barge|sailing boat|fishing boat)(?: called|, the|, (?=MV\b|SS\b|HMS\b))? $",
    re.IGNORECASE,
)
_MISTAKEN = {NameKind.PLACES, NameKind.ORGANISATIONS}
_ALIKE = {NameKind.PEOPLE, NameKind.ORGANISATIONS}


def with_neighbours(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names with types that these have from what stands beside them, or that the model took for another.

    "Jazz and Magic" are both people, where one is; so is who stands behind "my name is". Behind "ship" stands a thing.
    """
    labels = _joined_labels(text, entities)
    place, person = (label_for(kind, entities) for kind in (NameKind.PLACES, NameKind.PEOPLE))
    for index, entity in enumerate(entities):
        kind = kind_of_label(entity.label)
        if _introduces_themselves(text, entity):
            labels[index] = person
        elif kind is NameKind.PEOPLE and _is_place(text, entity, entities[index - 1 : index]):
            labels[index] = place
        elif kind in _MISTAKEN and _is_vessel(text, entity):
            labels[index] = "MISC"
    return with_labels(entities, labels)


def _joined_labels(text: str, entities: Sequence[Entity]) -> list[str]:
    """Their labels; of two that "and" joins, one without a type has that of the other."""
    labels = [entity.label for entity in entities]
    for index, (one, two) in enumerate(pairwise(entities)):
        if _AND.fullmatch(text, one.end, two.start):
            if _is_open(two) and kind_of_label(labels[index]) in _ALIKE:
                labels[index + 1] = labels[index]
            elif _is_open(one) and kind_of_label(labels[index + 1]) in _ALIKE:
                labels[index] = labels[index + 1]
    return labels


def _is_vessel(text: str, entity: Entity) -> bool:
    """Of "its oldest ship, the Solveig" and "the ferry Solveig", but not of "the ferry Oslo-Kiel"."""
    before = _VESSEL.search(text, max(0, entity.start - 30), entity.start)
    return before is not None and text[entity.end : entity.end + 1] not in {"-", "–", "/"}


def _introduces_themselves(text: str, entity: Entity) -> bool:
    """Whether "I'm", "this is" or the like stands before a name without a type.

    One that the model took for a place or a company needs "my name is", or "I'm" before and "and I" behind it.
    """
    introduced = _INTRODUCED.search(text, max(0, entity.start - 12), entity.start)
    if introduced is None or _is_open(entity):
        return introduced is not None
    if kind_of_label(entity.label) not in _MISTAKEN or not _FULL_NAME.fullmatch(entity.text):
        return False
    if introduced.group().lower() in _BY_NAME:
        return True
    if not introduced.group().lower().startswith("i") or not _GOES_ON.match(text, entity.end):
        return False
    return not is_place(words_of(entity.text))


def _is_place(text: str, entity: Entity, before: Sequence[Entity]) -> bool:
    """Of "Ada of Enugu" the second, which the model took for a person, and the tables know as a city."""
    behind_person = bool(before) and kind_of_label(before[0].label) is NameKind.PEOPLE
    if not behind_person or text[before[0].end : entity.start] not in {" of ", " from ", " in "}:
        return False
    return len(words := words_of(entity.text)) == 1 and is_place(words)


def _is_open(entity: Entity) -> bool:
    plain = kind_of_label(entity.label) is NameKind.OTHER and entity.label == "PROPN"
    return plain and entity.text[0].isupper() and not is_calendar(entity.text) and not is_bare_title(entity.text)
