"""Names that the model does not type, typed by what stands beside them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inference.contract import Entity, NameKind
from inference.reading.names.gazetteer import is_place
from inference.reading.names.labels import kind_of_label
from inference.reading.names.mentions import words_of
from inference.reading.names.titles import is_bare_title, is_calendar

_AND = re.compile(r"(?:,? (?:and|or|&) )")
_INTRODUCED = re.compile(r"\b(?:i am|i['’]m|this is|that is|that['’]s|my name is|call me|meet) $", re.IGNORECASE)
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
    place = next((entity.label for entity in entities if kind_of_label(entity.label) is NameKind.PLACES), "LOC")
    for index, entity in enumerate(entities):
        if kind_of_label(entity.label) is NameKind.PEOPLE and _is_place(text, entity, entities[index - 1 : index]):
            labels[index] = place
    person = next((entity.label for entity in entities if kind_of_label(entity.label) is NameKind.PEOPLE), "PERSON")
    for index, entity in enumerate(entities):
        if _is_open(entity) and _INTRODUCED.search(text, max(0, entity.start - 12), entity.start):
            labels[index] = person
    return [
        entity if entity.label == label else Entity(text=entity.text, label=label, start=entity.start, end=entity.end)
        for entity, label in zip(entities, labels, strict=True)
    ]


def _is_place(text: str, entity: Entity, before: Sequence[Entity]) -> bool:
    """Of "Ada of Enugu" the second, which the model took for a person, and the tables know as a city."""
    behind_person = bool(before) and kind_of_label(before[0].label) is NameKind.PEOPLE
    if not behind_person or text[before[0].end : entity.start] not in {" of ", " from ", " in "}:
        return False
    return len(words := words_of(entity.text)) == 1 and is_place(words)


def _is_open(entity: Entity) -> bool:
    plain = kind_of_label(entity.label) is NameKind.OTHER and entity.label == "PROPN"
    return plain and entity.text[0].isupper() and not is_calendar(entity.text) and not is_bare_title(entity.text)
