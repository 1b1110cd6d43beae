"""Places of a route: beside an arrow from another place, or behind a company on a line of its own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inference.contract import Entity, NameKind
from inference.reading.names.gazetteer import is_place, table
from inference.reading.names.labels import kind_of_label, label_for, with_labels
from inference.reading.names.mentions import words_of

_ARROW = re.compile(r"\s{0,3}(?:[-=–—]{1,2}>|[→⇒⇨⟶➔➜➙➡⮕]\ufe0f?)\s{0,3}")
_DASH = re.compile(r" ?[-–—] ?")
_TRAVEL = re.compile(r" (?:train|bus|coach|flight|ferry|line|road|route|leg|express|motorway|railway|trip|service)s?\b")
_LINE_START = re.compile(r"(?:^|\n|: )[ \t*•-]{0,4}$")
_LINE_END = re.compile(r"[ \t.]{0,4}(?:$|\r?\n)")


def with_routes(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of a text, places where an arrow or a dash leads to or from a known one.

    `text` is as it was sent: without its markup it would have no arrows.
    """
    labels = [entity.label for entity in entities]
    place = label_for(NameKind.PLACES, entities)
    for index, (one, two) in enumerate(pairwise(entities)):
        if _is_seat(text, one, two):
            labels[index + 1] = place
        elif _is_leg(text, one, two):
            if _is_known(one, labels[index]) and _is_end(two):
                labels[index + 1] = place
            elif _is_known(two, two.label) and _is_start(one):
                labels[index] = place
    return with_labels(entities, labels)


def _is_leg(text: str, one: Entity, two: Entity) -> bool:
    """Whether an arrow leads from one to the other, or a dash of which the line or the word behind shows the same."""
    if _ARROW.fullmatch(text, one.end, two.start):
        return True
    if not _DASH.fullmatch(text, one.end, two.start):
        return False
    if _TRAVEL.match(text, two.end):
        return True
    starts = _LINE_START.search(text, max(0, one.start - 8), one.start)
    return starts is not None and _LINE_END.match(text, two.end) is not None


def _is_seat(text: str, one: Entity, two: Entity) -> bool:
    """Whether the second is the city of a company, and they are all of a line: "Nestlé, Vevey"."""
    kinds = (kind_of_label(one.label), kind_of_label(two.label))
    if kinds != (NameKind.ORGANISATIONS, NameKind.PEOPLE) or text[one.end : two.start] != ", ":
        return False
    starts = _LINE_START.search(text, max(0, one.start - 8), one.start)
    ends = _LINE_END.match(text, two.end)
    return starts is not None and ends is not None and two.text[0].isupper() and is_place(words_of(two.text))


def _is_known(entity: Entity, label: str) -> bool:
    return kind_of_label(label) is NameKind.PLACES and is_place(words_of(entity.text))


def _is_end(entity: Entity) -> bool:
    """Whether it is called like a country or a large city; so are clubs, of which only an only name tells."""
    kind, words = kind_of_label(entity.label), words_of(entity.text)
    if kind is NameKind.ORGANISATIONS:
        return table().is_well_known(words)
    cities = table().cities_of(words)
    large = " ".join(words) in table().codes or (bool(cities) and bool(cities[0].names))
    return kind in {NameKind.PEOPLE, NameKind.OTHER} and entity.text[0].isupper() and large


def _is_start(entity: Entity) -> bool:
    """Whether it can only be a city; of "Anna -> Berlin" the first is who goes there."""
    return entity.text[0].isupper() and table().is_well_known(words_of(entity.text))
