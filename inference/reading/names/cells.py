"""Names in tables and forms: what stands under "City" is a place, and what stands behind "Role:" is nobody's name."""

from collections.abc import Iterator, Sequence

from inference.contract import Entity, NameKind
from inference.reading.names.labels import label_for
from inference.reading.records.pairs import Keys, blocks
from inference.reading.records.table import Table, tables
from inference.reading.records.terms import terms

_KINDS = {
    NameKind.PEOPLE: frozenset(
        "player employee student pupil teacher trainer coach driver rider runner guest patient nurse doctor author "
        "speaker candidate colleague volunteer manager athlete singer surname referee assignee".split()
    ),
    NameKind.PLACES: frozenset("city town village country nation region destination stop station airport".split()),
    NameKind.ORGANISATIONS: frozenset(
        "company supplier employer manufacturer airline publisher university operator sponsor carrier vendor".split()
    ),
}
"""Last words of the names of columns and fields, and of what kind the names below or behind them are."""

_NO_NAMES = frozenset(
    "role position job occupation profession status type colour size result note notes material qty quantity price "
    "amount total score rank pos time day date diet".split()
)
"""The same of those that hold no names."""

_Place = tuple[int, int]


def with_cells(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of a text, with what columns and fields say of those that are a whole cell or value."""
    kinds = dict([*_fields(text), *(found for table in tables(text) for found in _cells(table, text))])
    named = (_named(entity, entities, kinds) for entity in entities)
    return [entity for entity in named if entity]


def _cells(table: Table, text: str) -> Iterator[tuple[_Place, NameKind | None]]:
    """Where cells stand whose columns say of what kind they are; None for no names."""
    for column, header in enumerate(table.header):
        name = _last_word(text, header.start, header.end)
        if _tells(name):
            yield from (((row[column].start, row[column].end), _kind(name)) for row in table.rows)


def _fields(text: str) -> Iterator[tuple[_Place, NameKind | None]]:
    """The same of values of fields; people there are told by other rules."""
    for block in blocks(text):
        for pair in block.pairs if block.keys is Keys.FIELDS else ():
            key = _last_word(text, *pair.key)
            if _tells(key) and _kind(key) is not NameKind.PEOPLE:
                yield pair.value, _kind(key)


def _last_word(text: str, start: int, end: int) -> str:
    words = terms(text, start, end)
    return words[-1].text.lower() if words else ""


def _tells(name: str) -> bool:
    return name in _NO_NAMES or _kind(name) is not None


def _kind(name: str) -> NameKind | None:
    return next((kind for kind, last in _KINDS.items() if name in last), None)


def _named(entity: Entity, entities: Sequence[Entity], kinds: dict[_Place, NameKind | None]) -> Entity | None:
    place = (entity.start, entity.end)
    if place not in kinds:
        return entity
    kind = kinds[place]
    if kind is None:
        return None
    return Entity(text=entity.text, label=label_for(kind, entities), start=entity.start, end=entity.end)
