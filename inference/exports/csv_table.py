"""A table for spreadsheets and scripts: RFC 4180, in UTF-8 with the mark that spreadsheet programs know it by."""

import csv
import io
from collections.abc import Iterable, Iterator

from inference.exports.rows import Row

HEADER = ("name", "kind", "explanation", "local name", "sentence", "mentions", "other forms")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide signs count too
_TEXT_SIGN = "'"


def csv_table(rows: Iterable[Row]) -> bytes:
    """A line for each name, after the header."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(map(_guarded, map(_cells, rows)))
    return table.getvalue().encode("utf-8-sig")


def _cells(row: Row) -> Iterator[str]:
    yield row.name
    yield row.kind
    yield "; ".join(part for part in (row.about, row.place) if part)
    yield row.local_name
    yield str(row.sentence)
    yield str(row.mentions)
    yield "; ".join(row.other_forms)


def _guarded(cells: Iterable[str]) -> Iterator[str]:
    """A spreadsheet would compute what begins like a formula, and a text may come from anybody."""
    return (f"{_TEXT_SIGN}{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells)
