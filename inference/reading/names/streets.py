"""Streets, told from people and companies by the word for a street in them and the house number beside them."""

import re
from collections.abc import Iterator, Sequence

from inference.contract import Entity, NameKind
from inference.reading.names.labels import kind_of_label, label_for, with_labels
from inference.reading.words import PROPER_NOUN

_SURE = "Street|Road|Avenue|Boulevard"
_ENGLISH = (
    rf"{_SURE}|St|Rd|Ave|Blvd|Lane|Way|Drive|Close|Court|Crescent|Terrace|Square|Place|Gardens|Grove|Highway|Parkway|"
    "Row|Walk|Quay|Mews|Parade|Embankment|Hill"
)
_COMPOUND = r"(?:[^\W\d_]{3,20})?(?:stra(?:ß|ss)e|gasse|allee|straat|laan|gatan?|vej|veien|weg|platz|plein|kade)"
_BEFORE = (
    "Rue|Rua|Via|Viale|Calle|Carrer|Avenida|Plaza|Piazza|Praça|Avenue|Boulevard|Place|Quai|Chemin|Corso|Paseo|Passeig|"
    "Jalan|Ulica|Strada|Largo"
)
_NAMED_ENGLISH = re.compile(rf"(?:\d{{1,5}}[A-Za-z]? )?\S+ (?:\S+ ){{0,2}}(?:{_ENGLISH})\.?")
_NAMED_OTHERWISE = re.compile(rf"(?:\S.*[ -])?(?i:{_COMPOUND})(?: \d{{1,4}} ?[a-z]?)?|(?:{_BEFORE}) \S.*")
_NAMED_SURELY = re.compile(rf"[A-Z]\S*(?: \S+)? (?:{_SURE})|(?i:[^\W\d_]{{3,20}}(?:stra(?:ß|ss)e|straat))")

_HOUSE = r"\d{1,5}[A-Za-z]?(?:[/–-]\d{1,4}[A-Za-z]?)?"
_NUMBER_BEFORE = re.compile(rf"(?<![\w.,:/–-])(?:{_HOUSE} |(?:^|(?<=\n)|(?<=[,:] )|(?<= (?:at|to) )){_HOUSE}, )$")
_NUMBER_BEHIND = re.compile(r"(?P<comma>,?) \d{1,4} ?[A-Za-z]?(?![\w%'’]|[.:,]\d)")
_NUMBER_WITHIN = re.compile(r" \d{1,4} ?[a-z]?$")
_OVER = re.compile(r"[ \t]{0,3}(?:[,.;)|\n\r]|$)| (?:in|and|or|please)\b")
_MISSED = re.compile(
    rf"(?:^|\n|\b(?:at|to|on|in|of|from) )[ \t]{{0,3}}{_HOUSE},? "
    rf"(?P<english>[A-Z][\w'’.-]{{1,20}} (?:[A-Z][\w'’.-]{{1,20}} )?(?:{_SURE}|Lane|Way|Drive|Crescent|Terrace))"
    r"(?=[,.;\r\n]|$)"
    r"|\b(?P<other>[A-ZÄÖÜÅØ][^\W\d_]{3,20}(?:stra(?:ß|ss)e|gasse|allee|straat|gatan)) \d{1,4}[a-z]?\b"
)
_IN_YEAR = re.compile(r"\b(?:in|by|since|until|of) [12]\d{3},? $", re.IGNORECASE)
_REACH = 14


def with_streets(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of a text, those of streets as places; an address has some that the model missed."""
    place = label_for(NameKind.PLACES, entities)
    labels = [place if _is_street(text, entity) else entity.label for entity in entities]
    found = [*with_labels(entities, labels), *_missed(text, entities, place)]
    return sorted(found, key=lambda entity: entity.start)


def _is_street(text: str, entity: Entity) -> bool:
    """Whether a name of another kind is a street's; people need a house number, and nothing that they do behind it."""
    kind = kind_of_label(entity.label)
    if kind is NameKind.PLACES:
        return False
    if entity.label == PROPER_NOUN and _NAMED_SURELY.fullmatch(entity.text):
        return True
    other = _NAMED_OTHERWISE.fullmatch(entity.text)
    if not other and not _NAMED_ENGLISH.fullmatch(entity.text):
        return False
    before = entity.text[0].isdigit() or _NUMBER_BEFORE.search(text, max(0, entity.start - _REACH), entity.start)
    behind = other and (_NUMBER_WITHIN.search(entity.text) is not None or _behind(text, entity, kind))
    if not before and not behind:
        return False
    if behind:
        return True
    after_comma = kind is NameKind.PEOPLE and text.endswith(", ", 0, entity.start)
    return (
        not after_comma
        and _OVER.match(text, entity.end) is not None
        and not _IN_YEAR.search(text, max(0, entity.start - _REACH), entity.start)
    )


def _behind(text: str, entity: Entity, kind: NameKind) -> bool:
    """Whether a house number is behind it, which for people is not their age."""
    number = _NUMBER_BEHIND.match(text, entity.end)
    if number is None or not _OVER.match(text, number.end()):
        return False
    return kind is not NameKind.PEOPLE or not number["comma"]


def _missed(text: str, entities: Sequence[Entity], place: str) -> Iterator[Entity]:
    taken = [False] * (len(text) + 1)
    for entity in entities:
        taken[entity.start : entity.end] = [True] * (entity.end - entity.start)
    for match in _MISSED.finditer(text):
        start, end = match.span("english" if match["english"] else "other")
        if not any(taken[start:end]):
            yield Entity(text=text[start:end], label=place, start=start, end=end)
