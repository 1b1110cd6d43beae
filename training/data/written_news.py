"""Short texts that were written for this project, with all their topics; and the texts that topics are measured on."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.data.files import open_text
from training.data.held_out import is_held_out as is_kept_apart
from training.data.news import load_news

FOLDER = Path(__file__).with_name("written_news")

_ONE_IN = 10
"""So many written texts have one that is held out."""

HELD_OUT = Path(__file__).with_name("held_out_topics.csv")
"""Files, checksums of texts in them, and the topics and the category that a reader gave each; no topics for no news."""


@dataclass(frozen=True)
class Described:
    """A text with all its topics, the main one first, and its category if it has one."""

    text: str
    topics: tuple[str, ...]
    category: str | None


def load_written(*, held_out: bool) -> list[Described]:
    """Read the texts that were written for this project: the tenth that is held out, or all others."""
    lines = (line for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    rows = map(json.loads, lines)
    return [
        Described(row["text"], tuple(row["topics"]), row["category"])
        for row in rows
        if is_kept_apart(row["text"], _ONE_IN) is held_out
    ]


def load_held_out_topics(data: Path) -> list[Described]:
    """Find the held-out texts in the files of the data folder; those of files that are not there are left out."""
    labels = _held_out_labels()
    files = sorted({file for file, _ in labels})
    return [described for file in files if (data / file).is_file() for described in _found(file, data, labels)]


def is_held_out(text: str) -> bool:
    """Tell whether topics are measured on a text: it is not to be trained on, in whichever file it stands."""
    return checksum(text) in _checksums()


def checksum(text: str) -> str:
    """What held-out texts are known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


Labels = dict[tuple[str, str], tuple[tuple[str, ...], str | None]]


@cache
def _held_out_labels() -> Labels:
    with open_text(HELD_OUT) as file:
        return {
            (row["file"], row["checksum"]): (tuple(filter(None, row["topics"].split("|"))), row["category"] or None)
            for row in csv.DictReader(file)
        }


@cache
def _checksums() -> frozenset[str]:
    return frozenset(known for _, known in _held_out_labels())


def _found(file: str, data: Path, labels: Labels) -> Iterator[Described]:
    for article in load_news(data / file):
        if found := labels.get((file, checksum(article.text))):
            yield Described(article.text, *found)
