"""Names: first each name once, by kind, with what it is; then the text with its names in bold."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate

from slack_sdk.models.blocks import Block

from bot.preferences import DEFAULTS, Preferences
from bot.replies import name_list, rich_text
from bot.replies.message import Part
from bot.replies.name_details import shortened
from inference.contract import Entity, Name, NameKind, NounsReply, Span

NO_NAMES = "I found no names in this text."
NO_SHOWN_NAMES = "I found no names of the kinds that you have chosen to see. My Home tab is where you choose."


def render(text: str, reply: NounsReply, preferences: Preferences = DEFAULTS) -> Part:
    """`text` is what the reply's offsets point into. Names of hidden kinds are neither listed nor in bold."""
    shown = visible_names(reply, preferences)
    marked = _marked(text, _visible(reply, preferences.hidden_kinds))
    if not shown:
        sentence = why_none(reply)
        return Part(sentence, [rich_text.section(rich_text.text(sentence))], later=marked)
    names = name_list.by_kind(shown)
    words = [f"{kind}: {', '.join(shortened(name.name) for name in members)}" for kind, members in names.items()]
    listed = name_list.render(text, names, preferences.wikipedia)
    return Part("\n".join(words), listed, later=marked, has_names=True)


def visible_names(reply: NounsReply, preferences: Preferences) -> list[Name]:
    """The names of the kinds that a person wants to see."""
    return [name for name in reply.names if name.kind not in preferences.hidden_kinds]


def why_none(reply: NounsReply) -> str:
    """Why none of them is shown, in a sentence."""
    return NO_SHOWN_NAMES if reply.names else NO_NAMES


def _visible(reply: NounsReply, hidden: Collection[NameKind]) -> Sequence[Entity]:
    """All entities but those that are, or are parts of, mentions of nothing but hidden names."""
    if not hidden:
        return reply.entities
    is_hidden = _within(name for name in reply.names if name.kind in hidden)
    is_shown = _within(name for name in reply.names if name.kind not in hidden)
    return [each for each in reply.entities if is_shown(each) or not is_hidden(each)]


def _within(names: Iterable[Name]) -> Callable[[Entity], bool]:
    """Whether an entity lies within a mention of one of the names."""
    mentions: list[Span] = sorted((mention for name in names for mention in name.mentions), key=lambda each: each.start)
    starts = [mention.start for mention in mentions]
    ends = list(accumulate((mention.end for mention in mentions), max))

    def is_within(entity: Entity) -> bool:
        before = bisect_right(starts, entity.start)
        return before > 0 and ends[before - 1] >= entity.end

    return is_within


def _marked(text: str, entities: Sequence[Entity]) -> Sequence[Block]:
    """The text, where it has anything in bold."""
    spans = [(entity.start, entity.end) for entity in entities]
    return [rich_text.section(*elements) for elements in rich_text.emphasised(text, spans)] if spans else []
