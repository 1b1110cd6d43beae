"""The formats that names are taken along in."""

import time
from collections.abc import Sequence
from enum import StrEnum

from inference.contract import Name
from inference.exports.anki_package import anki_package
from inference.exports.csv_table import csv_table
from inference.exports.rows import rows_of


class Format(StrEnum):
    """By the ending of its files."""

    CSV = "csv"
    ANKI = "apkg"


MEDIA_TYPES = {Format.CSV: "text/csv; charset=utf-8", Format.ANKI: "application/octet-stream"}


def export(text: str, names: Sequence[Name], chosen: Format, language: str = "") -> bytes:
    """The content of a file with the names of a text; `language` is the code of the one that places are named in."""
    rows = rows_of(text, names, language)
    match chosen:
        case Format.CSV:
            return csv_table(rows)
        case Format.ANKI:
            return anki_package(rows, time.time())
