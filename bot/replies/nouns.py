"""Names: first each name once, by kind, with what it is; then the text with its names in bold."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.replies import name_list, rich_text
from bot.replies.message import Part
from bot.replies.name_details import shortened
from inference.contract import NounsReply

NO_NAMES = "I found no names in this text."


def render(text: str, reply: NounsReply) -> Part:
    """`text` is what the reply's offsets point into."""
    if not reply.names:
        return Part(NO_NAMES, [rich_text.section(rich_text.text(NO_NAMES))], later=_marked(text, reply))
    names = name_list.by_kind(reply.names)
    words = [f"{kind}: {', '.join(shortened(name.name) for name in members)}" for kind, members in names.items()]
    return Part("\n".join(words), name_list.render(text, names), later=_marked(text, reply))


def _marked(text: str, reply: NounsReply) -> Sequence[Block]:
    """The text, where it has anything in bold."""
    spans = [(entity.start, entity.end) for entity in reply.entities]
    return [rich_text.section(*elements) for elements in rich_text.emphasised(text, spans)] if spans else []
