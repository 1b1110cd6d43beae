"""The kind of news: its name, and how likely each kind is, as bars."""

from slack_sdk.models.blocks import RichTextBlock, RichTextPreformattedElement, RichTextSectionElement
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.replies import rich_text
from bot.replies.message import Part
from inference.contract import CategoryReply

NO_CATEGORY = "This does not look like news of the kinds I know."

_BAR = 12
_LONGEST_NAME = 20
"""With its bar and its share a name takes less than 40 columns: more wrap on phones and in threads."""
_NONE = "none of these"
_WORTH_SHOWING = 0.005


def render(reply: CategoryReply) -> Part:
    """The bars are shown without a category too: they say how near it came."""
    shares = _shares(reply.scores)
    if reply.category is None:
        words, shown = NO_CATEGORY, [rich_text.text(NO_CATEGORY)]
    else:
        words = f"Category: {reply.category} ({_percent(reply.score)})"
        shown = [rich_text.text("Category: "), rich_text.text(reply.category, bold=True)]
    elements: list[RichTextElement] = [RichTextSectionElement(elements=shown)]
    if shares:
        elements.append(RichTextPreformattedElement(elements=[rich_text.text(_bars(shares))]))
    return Part(words, [RichTextBlock(elements=elements)])


def _shares(scores: dict[str, float]) -> list[tuple[str, float]]:
    """Kinds by probability, the likeliest first; what they leave over is the probability that it is none of them."""
    shares = sorted(scores.items(), key=lambda share: -share[1])
    rest = 1 - sum(scores.values())
    return [*shares, (_NONE, rest)] if shares and rest >= _WORTH_SHOWING else shares


def _bars(shares: list[tuple[str, float]]) -> str:
    names = [_shortened(name) for name, _ in shares]
    width = max(map(len, names))
    return "\n".join(
        f"{name:<{width}}  {_bar(share)} {_percent(share):>4}" for name, (_, share) in zip(names, shares, strict=True)
    )


def _shortened(name: str) -> str:
    """Other people's models may have kinds of any name."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _bar(share: float) -> str:
    full = max(0, min(_BAR, round(share * _BAR)))
    return "█" * full + "░" * (_BAR - full)


def _percent(share: float) -> str:
    return "<1%" if 0 < share < _WORTH_SHOWING else f"{share:.0%}"
