"""Labels of the models that people use -> kinds of names."""

from inference.contract import NameKind

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


def kind_of_label(label: str) -> NameKind:
    """Other where the label does not tell, as MISC and PROPN do not."""
    plain = label.upper()
    if len(plain) > 2 and plain[1] == "-" and plain[0] in "BILUSE":
        plain = plain[2:]
    return _KIND_OF_LABEL.get(plain, NameKind.OTHER)
