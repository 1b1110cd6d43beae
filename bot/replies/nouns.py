"""Names: the text with its names in bold, then each name once, by kind, linked to its Wikipedia search."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from urllib.parse import quote

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.replies import rich_text
from bot.replies.limits import MAX_ELEMENT_TEXT, length
from bot.replies.message import Part
from inference.contract import Entity, NounsReply

NO_NAMES = "I found no names in this text."

_SEARCH = "https://en.wikipedia.org/wiki/Special:Search?search="
_LONGEST_IN_LIST = 120
"""Characters of a name in the list; the text above shows it whole."""


class Kind(StrEnum):
    PEOPLE = "People"
    PLACES = "Places"
    ORGANISATIONS = "Organisations"
    OTHER = "Other names"


_KINDS = {
    Kind.PEOPLE: ("PERSON", "PER", "PEOPLE"),
    Kind.PLACES: ("GPE", "LOC", "FAC", "LOCATION", "PLACE", "FACILITY", "GEO"),
    Kind.ORGANISATIONS: ("ORG", "ORGANIZATION", "ORGANISATION", "CORPORATION", "COMPANY", "GROUP", "INSTITUTION"),
}
_KIND_OF_LABEL = {label: kind for kind, labels in _KINDS.items() for label in labels}


def render(text: str, reply: NounsReply) -> Part:
    """`text` is what the reply's offsets point into."""
    if not reply.entities:
        return Part(NO_NAMES, [rich_text.section(rich_text.text(NO_NAMES))])
    names = group(reply.entities)
    spans = [(entity.start, entity.end) for entity in reply.entities]
    blocks: list[Block] = [rich_text.section(*elements) for elements in rich_text.emphasised(text, spans)]
    for kind, members in names.items():
        blocks += [rich_text.section(*elements) for elements in _listed(kind, members)]
    return Part("\n".join(f"{kind}: {', '.join(members)}" for kind, members in names.items()), blocks)


def group(entities: Sequence[Entity]) -> dict[Kind, list[str]]:
    """Names by kind, in order of appearance, each once whatever its case, as first spelt.

    A name that the model typed in one place and not in another goes with its type.
    """
    spelling: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    for entity in entities:
        name = " ".join(entity.text.split())
        key = name.casefold()
        spelling.setdefault(key, name)
        kind = _KIND_OF_LABEL.get(re.sub(r"^[BILUSE]-", "", entity.label.upper()), Kind.OTHER)
        if kinds.get(key, Kind.OTHER) is Kind.OTHER:
            kinds[key] = kind
    names: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for key, kind in kinds.items():
        names[kind].append(spelling[key])
    return {kind: members for kind, members in names.items() if members}


def _listed(kind: Kind, names: Sequence[str]) -> Iterator[rich_text.Elements]:
    """`People: Ada, Grace`, in as many paragraphs as the limits ask for."""
    elements: list[RichTextElement] = [rich_text.text(f"{kind}: ", bold=True)]
    used, first = length(kind) + 2, True
    for name in names:
        shown = name if len(name) <= _LONGEST_IN_LIST else f"{name[:_LONGEST_IN_LIST]}…"
        url = _SEARCH + quote(name[:_LONGEST_IN_LIST], safe="")
        size = length(shown) + len(url) + 2
        if used + size > MAX_ELEMENT_TEXT:
            yield elements
            elements, used, first = [], 0, True
        if not first:
            elements.append(rich_text.text(", "))
        elements.append(rich_text.link(url, shown))
        used, first = used + size, False
    yield elements
