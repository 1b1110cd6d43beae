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
_MISTAKEN = {NameKind.PLACES, NameKind.ORGANISATIONS}
_ALIKE = {NameKind.PEOPLE, NameKind.ORGANISATIONS}


def with_neighbours(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Proper nouns beside a person or an organisation, as in "Jazz and Magic", or behind "my name is", with a type."""
    labels = [entity.label for entity in entities]
    for index, (one, two) in enumerate(pairwise(entities)):
        if _AND.fullmatch(text, one.end, two.start):
            if _is_open(two) and kind_of_label(labels[index]) in _ALIKE:
                labels[index + 1] = labels[index]
            elif _is_open(one) and kind_of_label(labels[index + 1]) in _ALIKE:
                labels[index] = labels[index + 1]
    place = label_for(NameKind.PLACES, entities)
    for index, entity in enumerate(entities):
        if kind_of_label(entity.label) is NameKind.PEOPLE and _is_place(text, entity, entities[index - 1 : index]):
            labels[index] = place
    person = label_for(NameKind.PEOPLE, entities)
    for index, entity in enumerate(entities):
        if _introduces_themselves(text, entity):
            labels[index] = person
    return with_labels(entities, labels)


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
