"""The kind of news: its name, how likely each kind is, as bars, and what else the text is about."""

from collections.abc import Sequence

from slack_sdk.models.blocks import RichTextBlock, RichTextPreformattedElement, RichTextSectionElement
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.replies import rich_text
from bot.replies.message import Part
from inference.contract import CategoryReply, Topic

NO_CATEGORY = "This does not look like news of the kinds I know."
OTHER_NEWS = "None of my categories, but it is about: "
NO_CLEAR_CATEGORY = "I cannot tell which of my categories it is, but it is about: "
"""Where a topic is one of the categories too."""

_ALSO = "Also about: "
_MOST_TOPICS = 8
_LONGEST_TOPIC = 60

_BAR = 12
_LONGEST_NAME = 20
"""With its bar and its share a name takes less than 40 columns: more wrap on phones and in threads."""
_NONE = "none of these"
_WORTH_SHOWING = 0.005


def render(reply: CategoryReply) -> Part:
    """The bars are shown without a category too: they say how near it came."""
    topics = [topic for topic in reply.topics if topic.topic != reply.category][:_MOST_TOPICS]
    words, paragraphs = _headline(reply, topics)
    elements: list[RichTextElement] = [RichTextSectionElement(elements=each) for each in paragraphs]
    if shares := _shares(reply.scores):
        elements.append(RichTextPreformattedElement(elements=[rich_text.text(_bars(shares))]))
    return Part(words, [RichTextBlock(elements=elements)])


def _headline(reply: CategoryReply, topics: Sequence[Topic]) -> tuple[str, list[rich_text.Elements]]:
    """In plain words, and as paragraphs."""
    if reply.category is not None:
        words = f"Category: {reply.category} ({_percent(reply.score)})"
        paragraphs = [[rich_text.text("Category: "), rich_text.text(reply.category, bold=True)]]
        if topics:
            words += f"\n{_ALSO}{_listed(topics)}"
            paragraphs.append(_about(_ALSO, topics))
        return words, paragraphs
    if not topics:
        return NO_CATEGORY, [[rich_text.text(NO_CATEGORY)]]
    lead = NO_CLEAR_CATEGORY if any(topic.topic in reply.scores for topic in topics) else OTHER_NEWS
    return f"{lead}{_listed(topics)}", [_about(lead, topics)]


def _listed(topics: Sequence[Topic]) -> str:
    return ", ".join(f"{_shortened(each.topic, _LONGEST_TOPIC)} ({_percent(each.score)})" for each in topics)


def _about(lead: str, topics: Sequence[Topic]) -> rich_text.Elements:
    """The same with topics in bold."""
    elements = [rich_text.text(lead)]
    for index, each in enumerate(topics):
        elements.append(rich_text.text(_shortened(each.topic, _LONGEST_TOPIC), bold=True))
        elements.append(rich_text.text(f" ({_percent(each.score)})" + (", " if index + 1 < len(topics) else "")))
    return elements


def _shares(scores: dict[str, float]) -> list[tuple[str, float]]:
    """Kinds by probability, the likeliest first; what they leave over is the probability that it is none of them."""
    shares = sorted(scores.items(), key=lambda share: -share[1])
    rest = 1 - sum(scores.values())
    return [*shares, (_NONE, rest)] if shares and rest >= _WORTH_SHOWING else shares


def _bars(shares: list[tuple[str, float]]) -> str:
    names = [_shortened(name, _LONGEST_NAME) for name, _ in shares]
    width = max(map(len, names))
    return "\n".join(
        f"{name:<{width}}  {_bar(share)} {_percent(share):>4}" for name, (_, share) in zip(names, shares, strict=True)
    )


def _shortened(name: str, longest: int) -> str:
    """Other people's models may have kinds of any name."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _bar(share: float) -> str:
    full = max(0, min(_BAR, round(share * _BAR)))
    return "█" * full + "░" * (_BAR - full)


def _percent(share: float) -> str:
    return "<1%" if 0 < share < _WORTH_SHOWING else f"{share:.0%}"
