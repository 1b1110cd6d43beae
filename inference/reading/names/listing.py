"""The names of a text as the reply lists them."""

from collections.abc import Sequence

from inference.contract import Entity, Name, NameKind, Span
from inference.reading.names.entries import Entry
from inference.reading.names.explaining import explain
from inference.reading.names.gazetteer import countries_in, place_of
from inference.reading.names.joining import join, without_head
from inference.reading.names.kinds import kind_of
from inference.reading.names.mentions import words_of

_GEOGRAPHIC = {NameKind.PLACES, NameKind.PEOPLES}


def names_of(text: str, entities: Sequence[Entity]) -> list[Name]:
    """One entry per name, in order of first appearance; `entities` are in order and do not overlap."""
    entries = join(text, entities)
    kinds = [kind_of(text, entry) for entry in entries]
    geographic = [entry for entry, kind in zip(entries, kinds, strict=True) if kind in _GEOGRAPHIC]
    first = [entry.mentions[0] for entry in geographic]
    countries = countries_in(words_of(text[mention.first : mention.end]) for mention in first)
    return [_name(text, entry, kind, countries) for entry, kind in zip(entries, kinds, strict=True)]


def _name(text: str, entry: Entry, kind: NameKind, countries: set[str]) -> Name:
    name = _fullest(text, entry, kind)
    return Name(
        name=name,
        kind=kind,
        mentions=[Span(mention.start, mention.end) for mention in entry.mentions],
        about=explain(text, entry, kind),
        place=place_of(without_head(words_of(name), kind), name, countries) if kind is NameKind.PLACES else None,
    )


def _fullest(text: str, entry: Entry, kind: NameKind) -> str:
    full = entry.fullest(text)
    name = " ".join(text[full.first : full.end].split())
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and kind is NameKind.PEOPLE else name
