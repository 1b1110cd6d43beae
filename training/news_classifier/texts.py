"""Labelled texts from CSV or JSON Lines files, as people have them."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.data.files import open_text

_LABELS = ("category", "label", "target")
_SUFFIXES = (".csv", ".csv.gz", ".jsonl", ".jsonl.gz")


class DataError(ValueError):
    """A file that is no training data; the message says why."""


@dataclass(frozen=True)
class Labelled:
    label: str
    text: str


def read_texts(place: Path) -> list[Labelled]:
    """Read one file, or all files of a folder in the order of their names; texts without words are left out.

    Raises
    ------
    DataError
        When there are no files, or when they lack `text` or one of `category`, `label` and `target`.
    """
    files = [place] if place.is_file() else sorted(each for each in place.glob("*") if each.name.endswith(_SUFFIXES))
    if not files:
        raise DataError(f"{place}: there is no {', '.join(_SUFFIXES)} file here.")
    found = [Labelled(*_fields(file, row)) for file in files for row in _rows(file)]
    return [each for each in found if each.text.strip()]


def _rows(file: Path) -> Iterator[Mapping[str, str]]:
    with open_text(file) as stream:
        if ".jsonl" in file.suffixes:
            yield from (json.loads(line) for line in stream if line.strip())
        else:
            yield from csv.DictReader(stream)


def _fields(file: Path, row: Mapping[str, str]) -> tuple[str, str]:
    label = next((name for name in _LABELS if name in row), None)
    if label is None or row.get("text") is None:
        raise DataError(f"{file}: rows need the field text and one of {', '.join(_LABELS)}.")
    return str(row[label]), str(row["text"])
