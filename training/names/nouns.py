"""Nouns of WordNet by what they stand for: people, groups, places, things, animals."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

FIELDS = {"people": {18}, "groups": {14}, "places": {15, 17}, "things": {6, 10}}
"""Table -> lexicographer files of WordNet 3.0 (lexnames(5WN)) that its nouns are in, by their most frequent sense."""


def noun_tables(wordnet: Path) -> Mapping[str, Sequence[str]]:
    """Single words in lower case, sorted; `wordnet` is the directory of `data.noun` and `index.noun`."""
    fields = dict(_fields(wordnet / "data.noun"))
    first = dict(_first_senses(wordnet / "index.noun"))
    return {
        table: sorted(word for word, sense in first.items() if fields[sense] in numbers)
        for table, numbers in FIELDS.items()
    }


def _fields(data: Path) -> Iterator[tuple[str, int]]:
    for line in _lines(data):
        offset, number, _ = line.split(" ", 2)
        yield offset, int(number)


def _first_senses(index: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(index):
        parts = line.split()
        if parts[0].isalpha() and parts[0].isascii() and len(parts[0]) > 2:
            yield parts[0], parts[-int(parts[2])]


def _lines(file: Path) -> Iterator[str]:
    """Without the licence at the head, whose lines are indented."""
    with file.open(encoding="ascii") as lines:
        yield from (line for line in lines if not line.startswith("  "))
