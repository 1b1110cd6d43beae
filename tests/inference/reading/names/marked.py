"""Texts with their entities written in: `[Ada PERSON] met [Bo]`; without a label it is a proper noun."""

import re

from inference.contract import Entity, Name
from inference.reading.names.listing import names_of
from inference.reading.names.spans import clean

_ENTITY = re.compile(r"\[([^\[\]]+?)(?: ([A-Z_]{3,}))?\]")


def unmark(marked: str) -> tuple[str, list[Entity]]:
    text, entities, position = "", [], 0
    for match in _ENTITY.finditer(marked):
        text += marked[position : match.start()]
        words, label = match.group(1), match.group(2) or "PROPN"
        entities.append(Entity(text=words, label=label, start=len(text), end=len(text) + len(words)))
        text += words
        position = match.end()
    return text + marked[position:], entities


def cleaned(marked: str) -> list[tuple[str, str]]:
    text, entities = unmark(marked)
    return [(entity.text, entity.label) for entity in clean(text, entities)]


def listed(marked: str) -> tuple[str, list[Name]]:
    text, entities = unmark(marked)
    return text, names_of(text, clean(text, entities))


def mentions(marked: str) -> dict[str, list[str]]:
    """Name -> its mentions as the text has them."""
    text, names = listed(marked)
    return {name.name: [text[mention.start : mention.end] for mention in name.mentions] for name in names}


def abouts(marked: str) -> dict[str, str | None]:
    text, names = listed(marked)
    return {name.name: text[name.about.start : name.about.end] if name.about else None for name in names}
