"""GUM's coreference: which names of a document are the same person, place or organisation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.data.files import open_text
from training.data.names import PROPER_NOUN

KINDS = {"person", "place", "organization"}
_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<at_once>\)?)|(?P<closed>\d+)\)")


@dataclass(frozen=True)
class NameMention:
    """A mention whose head is a proper noun; `start` and `end` are the head's in the text of the document."""

    entity: str
    kind: str
    start: int
    end: int


@dataclass
class Document:
    """A text and its mentions, in the order in which they end."""

    text: str = ""
    mentions: list[NameMention] = field(default_factory=list)


@dataclass(frozen=True)
class _Open:
    entity: str
    kind: str
    head: int  # of the document's words


@dataclass
class _Reading:
    document: Document = field(default_factory=Document)
    words: list[tuple[int, int, str]] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    gap: str = ""


def coreference(path: Path) -> list[Document]:
    """Documents of a CoNLL-U file whose MISC column has `Entity`, as GRP-etype-infstat-salience-centering-minspan-…"""
    return list(_documents(path))


def _documents(path: Path) -> Iterator[Document]:
    reading = _Reading()
    with open_text(path) as lines:
        for line in lines:
            columns = line.rstrip("\r\n").split("\t")
            if line.startswith("# newdoc"):
                if reading.words:
                    yield reading.document
                reading = _Reading()
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                reading.gap = "\n\n" if reading.words else ""
            elif columns[0].isdigit():
                _read_word(reading, columns)
    if reading.words:
        yield reading.document


def _read_word(reading: _Reading, columns: list[str]) -> None:
    misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
    start = len(reading.document.text) + len(reading.gap)
    reading.document.text += reading.gap + columns[1]
    reading.words.append((start, len(reading.document.text), columns[3]))
    reading.gap = "" if misc.get("SpaceAfter") == "No" else " "
    for bracket in _BRACKET.finditer(misc.get("Entity", "")):
        if bracket["opened"]:
            reading.opened.append(_opened(bracket["opened"], len(reading.words) - 1))
        if bracket["closed"] or bracket["at_once"]:
            _close(reading, bracket["closed"] or reading.opened[-1].entity)


def _opened(fields: str, first: int) -> _Open:
    parts = [*fields.split("-"), *[""] * 5]
    number = re.match(r"\d+", parts[5])
    return _Open(parts[0], parts[1], first + (int(number.group()) if number else 1) - 1)


def _close(reading: _Reading, entity: str) -> None:
    """End the mention of an entity that was opened last."""
    index = next((i for i in range(len(reading.opened) - 1, -1, -1) if reading.opened[i].entity == entity), None)
    if index is None:
        return
    mention = reading.opened.pop(index)
    if mention.kind not in KINDS or mention.head >= len(reading.words):
        return
    start, end, tag = reading.words[mention.head]
    if tag == PROPER_NOUN:
        reading.document.mentions.append(NameMention(mention.entity, mention.kind, start, end))
