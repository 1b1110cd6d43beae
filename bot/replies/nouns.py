"""Names: the text with its names in bold, then each name once, by kind, linked to its Wikipedia search."""

import re
from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.preferences import DEFAULTS, NameKind, Preferences
from bot.replies import rich_text
from bot.replies.limits import MAX_ELEMENT_TEXT, length
from bot.replies.message import Part
from bot.wikipedias import search_url
from inference.contract import Entity, NounsReply

NO_NAMES = "I found no names in this text."
NO_SHOWN_NAMES = "I found no names of the kinds that you have chosen to see. My Home tab is where you choose."

_LONGEST_IN_LIST = 120
"""Characters of a name in the list; the text above shows it whole."""


TITLES = {
    NameKind.PEOPLE: "People",
    NameKind.PLACES: "Places",
    NameKind.ORGANISATIONS: "Organisations",
    NameKind.OTHER: "Other names",
}


_KINDS = {
    NameKind.PEOPLE: ("PERSON", "PER", "PEOPLE"),
    NameKind.PLACES: ("GPE", "LOC", "FAC", "LOCATION", "PLACE", "FACILITY", "GEO"),
    NameKind.ORGANISATIONS: ("ORG", "ORGANIZATION", "ORGANISATION", "CORPORATION", "COMPANY", "GROUP", "INSTITUTION"),
}
_KIND_OF_LABEL = {label: kind for kind, labels in _KINDS.items() for label in labels}


def render(text: str, reply: NounsReply, preferences: Preferences = DEFAULTS) -> Part:
    """`text` is what the reply's offsets point into. Names of hidden kinds are neither listed nor in bold."""
    if not reply.entities:
        return Part(NO_NAMES, [rich_text.section(rich_text.text(NO_NAMES))])
    found = group(reply.entities)
    names = {TITLES[kind]: members for kind, members in found.items() if kind not in preferences.hidden_kinds}
    if not names:
        return Part(NO_SHOWN_NAMES, [rich_text.section(rich_text.text(NO_SHOWN_NAMES))])
    shown = {_key(name) for members in names.values() for name in members}
    spans = [(entity.start, entity.end) for entity in reply.entities if _key(entity.text) in shown]
    blocks: list[Block] = [rich_text.section(*elements) for elements in rich_text.emphasised(text, spans)]
    for title, members in names.items():
        blocks += [rich_text.section(*elements) for elements in _listed(title, members, preferences.wikipedia)]
    return Part("\n".join(f"{title}: {', '.join(members)}" for title, members in names.items()), blocks)


def group(entities: Sequence[Entity]) -> dict[NameKind, list[str]]:
    """Names by kind, in order of appearance, each once whatever its case, as first spelt.

    A name that the model typed in one place and not in another goes with its type.
    """
    spelling: dict[str, str] = {}
    kinds: dict[str, NameKind] = {}
    for entity in entities:
        key = _key(entity.text)
        spelling.setdefault(key, " ".join(entity.text.split()))
        kind = _KIND_OF_LABEL.get(re.sub(r"^[BILUSE]-", "", entity.label.upper()), NameKind.OTHER)
        if kinds.get(key, NameKind.OTHER) is NameKind.OTHER:
            kinds[key] = kind
    names: dict[NameKind, list[str]] = {kind: [] for kind in NameKind}
    for key, kind in kinds.items():
        names[kind].append(spelling[key])
    return {kind: members for kind, members in names.items() if members}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _listed(title: str, names: Sequence[str], wikipedia: str) -> Iterator[rich_text.Elements]:
    """`People: Ada, Grace`, in as many paragraphs as the limits ask for."""
    elements: list[RichTextElement] = [rich_text.text(f"{title}: ", bold=True)]
    used, first = length(title) + 2, True
    for name in names:
        shown = name if len(name) <= _LONGEST_IN_LIST else f"{name[:_LONGEST_IN_LIST]}…"
        url = search_url(wikipedia, name[:_LONGEST_IN_LIST])
        size = length(shown) + len(url) + 2
        if used + size > MAX_ELEMENT_TEXT:
            yield elements
            elements, used, first = [], 0, True
        if not first:
            elements.append(rich_text.text(", "))
        elements.append(rich_text.link(url, shown))
        used, first = used + size, False
    yield elements
