"""The names of a text as the reply lists them."""

from collections.abc import Sequence

from inference.contract import Entity, Name, NameKind, Span
from inference.reading.names.entries import Entry
from inference.reading.names.explaining import explain
from inference.reading.names.joining import join
from inference.reading.names.kinds import kind_of


def names_of(text: str, entities: Sequence[Entity]) -> list[Name]:
    """One entry per name, in order of first appearance; `entities` are in order and do not overlap."""
    return [_name(text, entry) for entry in join(text, entities)]


def _name(text: str, entry: Entry) -> Name:
    kind = kind_of(text, entry)
    return Name(
        name=_fullest(text, entry, kind),
        kind=kind,
        mentions=[Span(mention.start, mention.end) for mention in entry.mentions],
        about=explain(text, entry, kind),
    )


def _fullest(text: str, entry: Entry, kind: NameKind) -> str:
    full = entry.fullest(text)
    name = " ".join(text[full.first : full.end].split())
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and kind is NameKind.PEOPLE else name
