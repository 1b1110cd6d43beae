"""Sections, quotes, lists and links of Slack's `rich_text`, where text is text and never markup."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)
from slack_sdk.models.blocks.block_elements import RichTextElement

from bot.replies.limits import MAX_ELEMENT_TEXT, block_length
from bot.replies.splitting import Bounds, split

Elements = list[RichTextElement]


def text(words: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> RichTextElement:
    """Words in one style."""
    chosen = {name: True for name, on in (("bold", bold), ("italic", italic), ("code", code)) if on}
    return RichTextElementParts.Text(text=words, style=chosen or None)


def link(url: str, words: str, *, bold: bool = False) -> RichTextElement:
    """Words that lead to an address, which must be percent-encoded already."""
    return RichTextElementParts.Link(url=url, text=words, style={"bold": True} if bold else None)


def section(*elements: RichTextElement) -> RichTextBlock:
    """A block of one paragraph."""
    return RichTextBlock(elements=[RichTextSectionElement(elements=elements)])


def quote(words: str) -> RichTextBlock:
    """A block of what somebody says."""
    return RichTextBlock(elements=[RichTextQuoteElement(elements=[text(words)])])


def bulleted(lines: Sequence[Elements]) -> Iterator[RichTextBlock]:
    """Bulleted lists, each within the limits of one element; a line that exceeds them alone is left so."""
    yield from (bullets(group) for group in grouped(lines))


def bullets(lines: Sequence[Elements]) -> RichTextBlock:
    """A block of one bulleted list."""
    items = [RichTextSectionElement(elements=line) for line in lines]
    return RichTextBlock(elements=[RichTextListElement(style="bullet", elements=items)])


def grouped(items: Sequence[Elements], room: int = MAX_ELEMENT_TEXT) -> Iterator[list[Elements]]:
    """Items in groups of at most `room` characters, with ", " after each; one that is longer makes a group alone."""
    group: list[Elements] = []
    used = 0
    for item in items:
        size = block_length(section(*item)) + len(", ")
        if group and used + size > room:
            yield group
            group, used = [], 0
        group.append(item)
        used += size
    if group:
        yield group


def emphasised(passage: str, spans: Sequence[Bounds]) -> Iterator[Elements]:
    """The passage with `spans` in bold, parted into lists of elements that each fit into a section or quote.

    Spans must be in order; what overlaps an earlier one or lies outside the passage is left plain.
    """
    bold = list(_valid(spans, len(passage)))
    for start, end in split(passage, MAX_ELEMENT_TEXT, bold):
        yield list(_runs(passage, start, end, bold))


def _valid(spans: Sequence[Bounds], size: int) -> Iterator[Bounds]:
    previous = 0
    for start, end in spans:
        if previous <= start < end <= size:
            yield start, end
            previous = end


def _runs(passage: str, start: int, end: int, bold: Sequence[Bounds]) -> Iterator[RichTextElement]:
    position = start
    for first, last in bold:
        inside = max(first, start), min(last, end)
        if inside[0] >= inside[1]:
            continue
        if position < inside[0]:
            yield text(passage[position : inside[0]])
        yield text(passage[inside[0] : inside[1]], bold=True)
        position = inside[1]
    if position < end:
        yield text(passage[position:end])
