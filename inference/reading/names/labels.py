"""Labels of the models that people use -> kinds of names."""

from collections.abc import Iterable, Sequence

from inference.contract import Entity, NameKind

_LABELS = {
    NameKind.PEOPLE: "PERSON PER PEOPLE CHARACTER MUSICALARTIST POLITICIAN SCIENTIST WRITER RESEARCHER ARTIST",
    NameKind.PLACES: "GPE LOC FAC LOCATION PLACE FACILITY GEO GEO-LOC COUNTRY CITY BUILDING",
    NameKind.ORGANISATIONS: "ORG ORGANIZATION ORGANISATION CORPORATION COMPANY GROUP INSTITUTION SPORTSTEAM BAND "
    "POLITICALPARTY UNIVERSITY",
    NameKind.PEOPLES: "NORP NATIONALITY",
    NameKind.WORKS: "WORK_OF_ART PRODUCT CREATIVE-WORK CREATIVEWORK WORK BOOK SONG ALBUM MOVIE TVSHOW VEHICLE",
    NameKind.EVENTS: "EVENT ELECTION",
}
_KIND_OF_LABEL = {label: kind for kind, labels in _LABELS.items() for label in labels.split()}
_USUAL = {NameKind.PEOPLE: "PERSON", NameKind.PLACES: "LOC", NameKind.ORGANISATIONS: "ORG"}


def kind_of_label(label: str) -> NameKind:
    """Other where the label does not tell, as MISC and PROPN do not."""
    plain = label.upper()
    if len(plain) > 2 and plain[1] == "-" and plain[0] in "BILUSE":
        plain = plain[2:]
    return _KIND_OF_LABEL.get(plain, NameKind.OTHER)


def label_for(kind: NameKind, entities: Iterable[Entity]) -> str:
    """What the model calls people, places or organisations here; where it found none, what it usually does."""
    return next((entity.label for entity in entities if kind_of_label(entity.label) is kind), _USUAL[kind])


def with_labels(entities: Sequence[Entity], labels: Sequence[str]) -> list[Entity]:
    """The entities with those labels, one each."""
    return [
        entity if entity.label == label else Entity(text=entity.text, label=label, start=entity.start, end=entity.end)
        for entity, label in zip(entities, labels, strict=True)
    ]
