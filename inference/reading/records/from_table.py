"""The cell of a table that stands in the only row and the only column that a question names."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from inference.reading.records.asked import (
    FUNCTION_WORDS,
    GENERIC,
    PAYING,
    PREPOSITIONS,
    PRICES,
    Asked,
    Kind,
    goes_beyond_a_cell,
)
from inference.reading.records.fits import fits, is_person
from inference.reading.records.found import Blank
from inference.reading.records.grounds import may_be_a_verb, outermost, unexplained_beside
from inference.reading.records.pairs import BLANK
from inference.reading.records.table import Cell, Table
from inference.reading.records.terms import DAYS, places_of, stems

_NO_KEYS = stems("yes", "no", "true", "false")
_SHORT = 2
_ALSO_OTHERWISE = FUNCTION_WORDS | frozenset(
    "january february march april may june july august september october november december".split()
)


class _Row(msgspec.Struct, frozen=True):
    """A row, the columns by which it is named, and the places of these words in the question."""

    cells: Sequence[Cell]
    columns: frozenset[int]
    places: frozenset[int]


def table_answer(asked: Asked, tabular: Iterable[Table], text: str) -> tuple[int, int] | Blank | None:
    """Where the answer stands; None unless exactly one table has one."""
    found = [answer for table in tabular if (answer := _answer(asked, table, text))]
    return found[0] if len(found) == 1 else None


def _answer(asked: Asked, table: Table, text: str) -> tuple[int, int] | Blank | None:
    row = _named_row(asked, table, text)
    if row is None:
        return None
    named = _named_column(asked, table, row)
    if named is None:
        return None
    column, places = named
    if column == 0 and not asked.noun and places and places[0] - 1 in row.places:
        return None  # "the blue wire" asks for no wire
    cell = row.cells[column]
    if not _explained(asked, table, row, places, text):
        return None
    words = text[cell.start : cell.end]
    if words in BLANK:
        return Blank()
    if not fits(asked.kind, words) or (
        asked.kind is Kind.PRICE and (_measures(asked, places) or _measures(asked, sorted(row.places)))
    ):
        return None
    return cell.start, cell.end


def _measures(asked: Asked, places: Sequence[int]) -> bool:
    """Whether it is so much of something whose price is asked for: "a tub of plums"."""
    behind = asked.words[places[-1] + 1 :] if places else ()
    return bool(behind) and behind[0].text.lower() == "of" and asked.words[places[-1]].stem not in PRICES


def _named_row(asked: Asked, table: Table, text: str) -> _Row | None:
    """The only row that has all the cells that the question names; a first cell counts for more than others."""
    named = defaultdict(set)
    for index, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            places = _places(asked, cell, table.header[column], text)
            if places:
                named[places].add((index, column))
    if not named:
        named |= _named_in_part(asked, table, text)
    outer = outermost(named)
    keys = [places for places in outer if any(column == 0 for _, column in named[places])]
    rows = [
        {index for index, column in named[places] if not keys or places not in keys or column == 0} for places in outer
    ]
    common = set.intersection(*rows) if rows else set()
    if len(common) != 1:
        return None
    (index,) = common
    columns = frozenset(column for places in outer for row, column in named[places] if row == index)
    return _Row(table.rows[index], columns, frozenset(place for places in outer for place in places))


def _named_in_part(asked: Asked, table: Table, text: str) -> dict[tuple[int, ...], set[tuple[int, int]]]:
    """The only row whose name has one of the question among its words: "Ines" of "Ines Roth"."""
    names = {word.stem: place for place, word in enumerate(asked.words) if _may_be_name(word.text)}
    column = _naming_column(table, text)
    firsts = {index: cells[column] for index, cells in enumerate(table.rows)}
    rows = {index: names.keys() & {*cell.stems} for index, cell in firsts.items()}
    found = [index for index, shared in rows.items() if shared]
    if len(found) != 1 or not is_person(text[firsts[found[0]].start : firsts[found[0]].end]):
        return {}
    places = tuple(sorted(names[stem] for stem in rows[found[0]]))
    return {places: {(found[0], column)}}


def _naming_column(table: Table, text: str) -> int:
    """The first column without numbers, else the first one: teams stand behind their places."""
    for column in range(len(table.header)):
        if not any(text[row[column].start : row[column].end][:1].isdigit() for row in table.rows):
            return column
    return 0


def _may_be_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word.lower() not in _ALSO_OTHERWISE


def _places(asked: Asked, cell: Cell, header: Cell, text: str) -> tuple[int, ...]:
    """Where a question names a cell; a short number or a letter only beside the name of its column."""
    if len(cell.stems) == 1 and cell.stems[0] in _NO_KEYS:
        return ()
    places = places_of(cell.stems, asked.words)
    if len(places) == 1 and goes_beyond_a_cell(asked.words[places[0]]):
        return ()
    words = text[cell.start : cell.end]
    if places and len(words) <= _SHORT and (words.isdigit() or len(words) == 1):
        beside = [asked.words[place] for place in (places[0] - 1, places[-1] + 1) if 0 <= place < len(asked.words)]
        is_beside = any(word.stem in header.stems for word in beside)
        return places if is_beside and asked.words[places[0]].text == words else ()
    return places


def _named_column(asked: Asked, table: Table, row: _Row) -> tuple[int, tuple[int, ...]] | None:
    """The only column that the question asks for, and the places of its name in the question."""
    named = {}
    for column, cell in enumerate(table.header):
        places = places_of(_name(cell, asked), asked.words, FUNCTION_WORDS)
        if places and column not in row.columns and not row.places & {*places}:
            named[column] = places
    if asked.noun and asked.noun[0] not in GENERIC | _counted(asked, table):
        named = {column: places for column, places in named.items() if places[0] == 0}
    elif not named:
        meant = (column for column, cell in enumerate(table.header) if cell.stems and cell.stems[-1] in asked.meant)
        named = {column: () for column in meant if column not in row.columns}
    outer = outermost(named.values())
    found = [(column, places) for column, places in named.items() if places in outer]
    return found[0] if len(found) == 1 else None


def _counted(asked: Asked, table: Table) -> set[str]:
    """What a table is about whose columns are days, as a question calls it: "which temperature" names no column."""
    is_of_days = all(len(cell.stems) == 1 and cell.stems[0] in DAYS for cell in table.header[1:])
    return {*asked.noun} - table.stems if is_of_days else set()


def _name(header: Cell, asked: Asked) -> tuple[str, ...]:
    """The stems of a column's name; "where" stands for the "in" of "Made in"."""
    if asked.kind is Kind.WHERE and header.stems and header.stems[-1] in PREPOSITIONS:
        return header.stems[:-1]
    return header.stems


def _explained(asked: Asked, table: Table, row: _Row, places: Collection[int], text: str) -> bool:
    """Whether the other words change nothing: those of the row's own columns and of the text around, and one verb."""
    own = {stem for key in (0, *row.columns) for stem in table.header[key].stems}
    own.update(PAYING if asked.kind is Kind.PRICE else (), _counted(asked, table))
    known = row.places | {*places}
    rest = unexplained_beside(table, asked.words, known, own | GENERIC, text)
    if rest is None:
        return False
    most = 1 if places and asked.kind is not Kind.WHO else 0
    return len(rest) <= most and all(may_be_a_verb(asked.words, place, known) for place in rest)
