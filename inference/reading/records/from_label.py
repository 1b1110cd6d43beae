"""The row that a question describes by what stands in it: "Who sits in room 110?", "Who works late on Tuesday?"."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from inference.reading.records.asked import FUNCTION_WORDS, GENERIC, Asked, Kind
from inference.reading.records.fits import fits, is_person
from inference.reading.records.grounds import OWNING, may_be_a_verb, outermost, unexplained_beside
from inference.reading.records.table import Cell, Table
from inference.reading.records.terms import DAYS, places_of, stem, stems

_LEAST_TELLING = 4
"""Letters of a cell that is known without the name of its column beside it."""

_BEING = stems("sit", "work", "live", "stay", "sleep", "belong", "use", "have", "stand", "lie", "play", "teach", "keep")
"""Verbs that add nothing to the place, the time or the thing behind them."""

_THINGS = stems("name", "item", "product", "model", "title", "type", "thing")
_PEOPLE = stems(
    *"name person player employee student pupil teacher trainer coach driver rider runner tenant owner staff member "
    "guest patient customer client nurse doctor author speaker candidate colleague volunteer keeper manager chef cook "
    "child worker cleaner artist singer guide leader captain".split()
)
_PLACING = frozenset(("on", "in", "at"))


class _Described(msgspec.Struct, frozen=True):
    """A row, where the question names what is in it, and whether it names the column of that too."""

    row: Sequence[Cell]
    places: frozenset[int]
    has_header: bool


def label_answer(asked: Asked, tabular: Iterable[Table], text: str) -> tuple[int, int] | None:
    """Where the name of the row stands; None unless exactly one row of one table has what the question says."""
    if asked.kind not in (Kind.WHO, Kind.WHAT):
        return None
    found = [answer for table in tabular if (answer := _answer(asked, table, text))]
    return found[0] if len(found) == 1 else None


def _answer(asked: Asked, table: Table, text: str) -> tuple[int, int] | None:
    label = _label(asked, table, text)
    if label is None or any(places_of(row[label].stems, asked.words) for row in table.rows):
        return None
    columns = (column for column in range(len(table.header)) if column != label)
    described = [found for column in columns if (found := _described(asked, table, column, text))]
    if len(described) != 1:
        return None
    cell = described[0].row[label]
    if not _is_explained(asked, table, label, described[0], text) or not fits(asked.kind, text[cell.start : cell.end]):
        return None
    return cell.start, cell.end


def _label(asked: Asked, table: Table, text: str) -> int | None:
    """The column that the question wants: that of people, or the first one, where it asks for things of its name."""
    first = [text[row[0].start : row[0].end] for row in table.rows]
    if asked.kind is Kind.WHO:
        people = [column for column, cell in enumerate(table.header) if _PEOPLE.intersection(cell.stems)]
        has_no_name = not table.header[0].stems and all(map(_may_be_somebody, first))
        return people[0] if len(people) == 1 else 0 if not people and has_no_name else None
    if asked.noun:
        name = table.header[0].stems
        return 0 if name and asked.noun[: len(name)] == name else None
    is_place = asked.equates and next(iter(_behind_is(asked)), "") in _PLACING
    return 0 if is_place and not any(words[:1].isdigit() for words in first) else None


def _behind_is(asked: Asked) -> list[str]:
    """The words behind "what is", in lower case."""
    words = [word.text.lower() for word in asked.words]
    return words[1:] if words[:1] and words[0] in FUNCTION_WORDS and words[0] not in _PLACING else words


def _may_be_somebody(words: str) -> bool:
    """Whether a cell without a name above it may be a person's: no "Room A" and no "Tue"."""
    parts = words.split()
    return is_person(words) and all(len(part) > 1 and part.isalpha() and stem(part) not in DAYS for part in parts)


def _described(asked: Asked, table: Table, column: int, text: str) -> _Described | None:
    """The only row whose cell in a column the question names, and the places of that and of the column's name."""
    header = places_of(table.header[column].stems, asked.words, FUNCTION_WORDS)
    named = {at: row for row in table.rows if (at := places_of(row[column].stems, asked.words))}
    outer = outermost(named)
    if len(outer) != 1 or {*outer[0]} & {*header} or asked.words[outer[0][-1]].text.endswith(OWNING):
        return None
    cell = named[outer[0]][column]
    rows = [row for row in table.rows if row[column].stems == cell.stems]
    words = text[cell.start : cell.end]
    is_telling = len(words) >= _LEAST_TELLING and not words.isdigit() and _times(cell, table) == 1
    if len(rows) != 1 or not (header or is_telling):
        return None
    return _Described(rows[0], frozenset((*header, *outer[0])), bool(header))


def _times(wanted: Cell, table: Table) -> int:
    return sum(cell.stems == wanted.stems for row in (table.header, *table.rows) for cell in row)


def _is_explained(asked: Asked, table: Table, label: int, described: _Described, text: str) -> bool:
    """Whether the other words change nothing: what rows are called, the text around, and a verb."""
    own = {*table.header[label].stems}
    rest = unexplained_beside(table, asked.words, described.places, own | GENERIC | _BEING | _THINGS, text)
    if rest is None:
        return False
    verbs = (place for place in rest if may_be_a_verb(asked.words, place, described.places))
    doing = [place for place in verbs if described.has_header or _is_who_does(asked.words[place].stem, own)]
    return rest == doing[:1]


def _is_who_does(verb: str, own: Collection[str]) -> bool:
    """Whether a column is called by who does it: "owns" and "Owner"."""
    return any(name.startswith(verb) for name in own)
