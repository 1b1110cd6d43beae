"""Names of the wrong type, typed by what they do: only people smile, and only teams host a city's team."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inference.contract import Entity, NameKind
from inference.reading.names.labels import kind_of_label, label_for, with_labels

_LONGEST = 40
"""Characters beside a name that are looked at."""

_ACTS = re.compile(
    r" (?:(?:smiled|laughed|nodded|whispered|shrugged(?! off)|sighed|giggled|grinned|yawned|blushed|frowned|winked|"
    r"sobbed|fell asleep|woke up|hugged|kissed)\b|drove (?:to|home|off|away|back|us|him|her|me|them)\b|"
    r"walked (?:to|home|in|into|over|up|back)\b|sat (?:down|beside|next)\b)"
    r"|['’]s (?:wife|husband|mum|mom|mummy|dad|daddy|girlfriend|boyfriend|fianc[eé]e?|bedroom|aunt|uncle|niece|nephew|"
    r"grand(?:mother|father|ma|pa)|(?:elder|eldest|younger|youngest) (?:brother|sister|son|daughter))\b"
)
_HOUSE = re.compile(r"['’]s (?:house|flat|apartment)\b(?! of\b)")
_AT = re.compile(r"\bat $")
_PART = re.compile(r"\b(?:the|of) $", re.IGNORECASE)
_MEETS = re.compile(r" (?:hosts?|hosted|beat|beats|faced?|faces|thrash(?:ed|es)?|edged?|edges|trounced?) ")
_VISITS = re.compile(r" visit ")
_SCORED = re.compile(r"[,:;] (?P<name>[A-Z][\w'’-]{1,30}) \d{1,3}(?:\+\d{1,2})?['’′](?!\w)")  # noqa: RUF001 - minutes


def with_acting(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of a text with the types that they act in; `entities` are in order, before and after."""
    labels = [entity.label for entity in entities]
    person = label_for(NameKind.PEOPLE, entities)
    for index, entity in enumerate(entities):
        if kind_of_label(entity.label) in (NameKind.PLACES, NameKind.ORGANISATIONS) and _is_person(text, entity):
            labels[index] = person
    team = label_for(NameKind.ORGANISATIONS, entities)
    for index in _teams(text, entities):
        labels[index : index + 2] = [team, team]
    typed = with_labels(entities, labels)
    return sorted([*typed, *_scorers(text, typed, person)], key=lambda entity: entity.start)


def _is_person(text: str, entity: Entity) -> bool:
    """Of one word, that does what only people do, or has what only they have."""
    if not entity.text.isalpha() or entity.text.isupper() or _PART.search(text, max(0, entity.start - 4), entity.start):
        return False
    if _ACTS.match(text, entity.end, entity.end + _LONGEST):
        return True
    is_at = _AT.search(text, max(0, entity.start - 4), entity.start)
    return is_at is not None and _HOUSE.match(text, entity.end, entity.end + _LONGEST) is not None


def _teams(text: str, entities: Sequence[Entity]) -> Iterator[int]:
    """Places of pairs such as "Ajax host Haarlem"; once teams have met in a text, they visit each other too."""
    pairs = list(enumerate(pairwise(entities)))
    met = [(index, pair) for index, pair in pairs if _are_beside(text, *pair, _MEETS)]
    if met:
        met += [(index, pair) for index, pair in pairs if _are_beside(text, *pair, _VISITS)]
    for index, pair in met:
        if {kind_of_label(each.label) for each in pair} == {NameKind.PLACES, NameKind.ORGANISATIONS}:
            yield index


def _are_beside(text: str, one: Entity, two: Entity, verb: re.Pattern[str]) -> bool:
    """Whether there is nothing but a verb between two, one of which is an organisation.

    Of "Ajax of Amsterdam beat" the place is no team.
    """
    if two.start - one.end > _LONGEST or not verb.fullmatch(text, one.end, two.start):
        return False
    is_home = _PART.search(text, max(0, one.start - 4), one.start) is not None
    return not is_home and NameKind.ORGANISATIONS in {kind_of_label(one.label), kind_of_label(two.label)}


def _scorers(text: str, entities: Sequence[Entity], person: str) -> Iterator[Entity]:
    """Those whom the model missed in a list of goals with their minutes: "Kelly 12', Toone 40'"."""
    people = {entity.start for entity in entities if kind_of_label(entity.label) is NameKind.PEOPLE}
    taken = [False] * (len(text) + 1)
    for entity in entities:
        taken[entity.start : entity.end] = [True] * (entity.end - entity.start)
    found = list(_SCORED.finditer(text))
    if sum(match.start("name") in people for match in found) * 2 >= len(found):
        for match in found:
            start, end = match.span("name")
            if not any(taken[start:end]):
                yield Entity(text=text[start:end], label=person, start=start, end=end)
