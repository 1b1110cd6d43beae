"""Tables of a text in rows and cells, under the names of their columns."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from inference.reading.records.lines import lines
from inference.reading.records.terms import DAYS, content, terms
from inference.reading.tables import TableLine, table_lines

LEAST_LINES = 3
"""Lines of a table, with the names of its columns; fewer may be parted alike by chance."""

_RULE = re.compile(r"[\s|:+-]*")
_BRACKETED = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_UNIT = re.compile(
    r"(?<=\w)[\s,/]{1,3}(?:in )?"
    r"(?:[mck]?m|[km]?g|lbs?|ml|l|km/h|mph|h|hrs?|mins?|s|secs?|°\s?[CF]?|%|[$€£]|EUR|USD|GBP)$"
)
_VALUE = re.compile(r"(?![12]\d{3}$)\W*\d[\d.,:%\s-]*\W*")
_MOST_VALUE = 40
_CELL = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_LONGEST_ROW = 200
_LEAST_SPACED = 3
_LEAST_INDENT = 2
_MOST_COLUMNS = 20
ARTICLES = frozenset(("a", "an", "the"))


class Cell(msgspec.Struct, frozen=True):
    """A cell from `start` to `end`, without the space around it, and the stems that name it."""

    start: int
    end: int
    stems: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """The names of the columns, and rows of as many cells."""

    header: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]

    @property
    def start(self) -> int:
        return self.header[0].start

    @property
    def end(self) -> int:
        return self.rows[-1][-1].end

    @property
    def stems(self) -> set[str]:
        """Of all its cells."""
        return {stem for cells in (self.header, *self.rows) for cell in cells for stem in cell.stems}


def tables(text: str) -> list[Table]:
    """The tables of a text in order; those that do not begin with names of columns are left out."""
    placed = [*_placed_tables(text), *_spaced_tables(text)]
    below = {row[0].start for table in placed for row in table.rows}
    parted = (table for block in _blocks(text) if (table := _table(block, text)))
    alone = (table for table in parted if not any(row[0].start in below for row in (table.header, *table.rows)))
    return sorted([*placed, *alone], key=lambda table: table.start)


def turned(table: Table, text: str) -> Table | None:
    """The same table with its rows as columns, since things may stand beside each other.

    None where it has no such names. What its first line begins with names the rows, and so nothing here.
    """
    names, *columns = zip(table.header, *table.rows, strict=True)
    header = [msgspec.structs.replace(names[0], stems=()), *names[1:]]
    return Table(header, columns) if len(columns) > 1 and _names_columns([header], text) else None


def _placed_tables(text: str) -> Iterator[Table]:
    """Tables whose cells stand below the names of their columns, where some are empty."""
    block: list[list[tuple[int, int]]] = []
    for start, line in [*lines(text), (len(text), "")]:
        cells = [found.span() for found in _CELL.finditer(line)]
        if len(cells) > 1 or (block and cells and cells[0][0] == 0):
            block.append([(start + first, start + end) for first, end in cells])
            continue
        if len(block) >= LEAST_LINES and (table := _placed_table(block, text)):
            yield table
        block = []


def _placed_table(block: Sequence[Sequence[tuple[int, int]]], text: str) -> Table | None:
    """None where the first line is not indented, or a cell stands below no name or two below the same one."""
    names = block[0]
    line_start = text.rfind("\n", 0, names[0][0]) + 1
    if names[0][0] - line_start < _LEAST_INDENT or not 1 < len(names) <= _MOST_COLUMNS:
        return None
    columns = [(first - line_start, end - line_start) for first, end in names]
    rows = [_placed_row(cells, columns, text) for cells in block[1:]]
    kept = [row for row in rows if row]
    if len(kept) < len(rows):
        return None
    header = [Cell(line_start, line_start, ()), *(cell(text, *name) for name in names)]
    return Table(header, kept) if _names_columns([header], text) else None


def _placed_row(cells: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]], text: str) -> list[Cell] | None:
    start = text.rfind("\n", 0, cells[0][0]) + 1
    if cells[0][0] != start:
        return None
    row = [cell(text, *cells[0]), *(Cell(cells[-1][1], cells[-1][1], ()) for _ in columns)]
    for first, end in cells[1:]:
        below = [
            number for number, column in enumerate(columns, 1) if first - start < column[1] and column[0] < end - start
        ]
        if len(below) != 1 or row[below[0]].stems:
            return None
        row[below[0]] = cell(text, first, end)
    return row


def _spaced_tables(text: str) -> Iterator[Table]:
    """Tables of single words, parted by any space, with nothing but values behind the first word of each row."""
    block: list[list[Cell]] = []
    for start, line in [*lines(text), (len(text), "")]:
        row = [cell(text, start + word.start(), start + word.end()) for word in _WORD.finditer(line[:_LONGEST_ROW])]
        is_row = bool(block) and len(row) == len(block[0]) and all(_is_value(text, cell) for cell in row[1:])
        if is_row:
            block.append(row)
            continue
        if len(block) >= LEAST_LINES and _names_columns(block, text):
            yield Table(block[0], block[1:])
        block = [row] if _LEAST_SPACED <= len(row) <= _MOST_COLUMNS and len(line) <= _LONGEST_ROW else []


def _is_value(text: str, cell: Cell) -> bool:
    return cell.end - cell.start <= _MOST_VALUE and _VALUE.fullmatch(text, cell.start, cell.end) is not None


def _blocks(text: str) -> Iterator[list[TableLine]]:
    block: list[TableLine] = []
    for line in table_lines(text):
        if block and (line.start != block[-1].end + 1 or line[2:] != block[-1][2:]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _table(block: Sequence[TableLine], text: str) -> Table | None:
    lines = [line for line in block if not _RULE.fullmatch(text, line.start, line.end)]
    rows = [_cells(line, text) for line in lines]
    if all(text[line.start : line.end].strip()[:1] == "|" for line in lines):
        rows = [cells[1:] for cells in rows]
    if all(text[line.start : line.end].strip()[-1:] == "|" for line in lines):
        rows = [cells[:-1] for cells in rows]
    if len(rows) < LEAST_LINES or not _names_columns(rows, text):
        return None
    header = [Cell(cell.start, cell.end, _name(text, cell)) for cell in rows[0]]
    return Table(header, rows[1:])


def _cells(line: TableLine, text: str) -> list[Cell]:
    parts = [found.span() for found in line.parting.finditer(text, line.start, line.end)]
    borders = [line.start, *(place for part in parts for place in part), line.end]
    return [cell(text, borders[index], borders[index + 1]) for index in range(0, len(borders), 2)]


def cell(text: str, start: int, end: int) -> Cell:
    """What stands there, without the space around it."""
    part = text[start:end]
    words = part.strip()
    start += part.find(words) if words else 0
    return Cell(start, start + len(words), _stems(words))


def _stems(words: str) -> tuple[str, ...]:
    """The stems without articles; what ends with a letter, "Room A", has none there."""
    found = terms(words)
    return (*content(found[:-1], ARTICLES), *(word.stem for word in found[-1:]))


def _name(text: str, cell: Cell) -> tuple[str, ...]:
    """What names a column, without units and notes: "Rain mm", "Weight (kg)"."""
    words = _UNIT.sub("", _BRACKETED.sub(" ", text[cell.start : cell.end]).rstrip())
    return _stems(words) or cell.stems


def _names_columns(rows: Sequence[Sequence[Cell]], text: str) -> bool:
    """Whether the first row names columns: different names, none of them a value like those below it."""
    names = [cell.stems for cell in rows[0]]
    if len(names) < 2 or not all(names[1:]) or len({*names}) < len(names):
        return False
    values = [_VALUE.fullmatch(text[cell.start : cell.end][:_MOST_VALUE]) for cell in rows[0]]
    return not any(values) and not any(stem in DAYS for stem in names[0])
