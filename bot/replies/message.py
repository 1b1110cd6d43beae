"""Messages to post, and how a reply is parted into them."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from slack_sdk.models.blocks import Block

from bot.replies import rich_text
from bot.replies.limits import (
    MAX_BLOCK_TEXT,
    MAX_BLOCKS,
    MAX_CONTROLS,
    MAX_RESPONSES,
    MAX_TEXT,
    block_length,
    length,
)


@dataclass(frozen=True)
class Part:
    """A reading, rendered: in plain words, for notifications and screen readers, and as blocks.

    `later` comes after the blocks of all parts. `has_names` where it lists names, which can be taken along.
    """

    summary: str
    blocks: Sequence[Block]
    later: Sequence[Block] = ()
    has_names: bool = False


@dataclass(frozen=True)
class File:
    """`ending` is that of its name, without the dot."""

    content: bytes
    title: str
    ending: str


@dataclass(frozen=True)
class Message:
    """`text` is escaped and short enough; `blocks` are within Slack's limits, together with `controls`.

    Controls are buttons: a reply is worth having without them. A `file` is what only outlets for files take; the text
    then says what it is.
    """

    text: str
    blocks: Sequence[Block] = ()
    controls: Sequence[Block] = ()
    file: File | None = None

    def all_blocks(self) -> list[Block] | None:
        """Content and controls; None where there are no blocks, as Slack's clients want it."""
        return [*self.blocks, *self.controls] or None

    def without_controls(self) -> "Message":
        return replace(self, controls=())


def say(sentence: str) -> Message:
    """A message of the bot's own words, in which `code` between backticks is set as such."""
    return Message(_fallback(sentence))


def paginate(parts: Iterable[Part]) -> list[Message]:
    """All parts in as few messages as they fit in, one after the other; nothing is left out."""
    parts = list(parts)
    pages: list[list[Block]] = [[]]
    room = MAX_BLOCK_TEXT
    blocks = [block for part in parts for block in part.blocks]
    for block in [*blocks, *(block for part in parts for block in part.later)]:
        size = block_length(block)
        if pages[-1] and (size > room or len(pages[-1]) == MAX_BLOCKS - MAX_CONTROLS):
            pages.append([])
            room = MAX_BLOCK_TEXT
        pages[-1].append(block)
        room -= size
    summary = _fallback("\n".join(part.summary for part in parts))
    continued = [Message(f"Continued: {number} of {len(pages)}", page) for number, page in enumerate(pages, 1)]
    return [Message(summary, pages[0]), *continued[1:]]


def at_most(messages: Sequence[Message], most: int = MAX_RESPONSES) -> list[Message]:
    """The first messages and, where more do not fit, a last one that says so and how to get them."""
    if len(messages) <= most:
        return list(messages)
    left = len(messages) - most + 1
    sentence = (
        f"There is more than fits into a reply to a command: {left} more messages of this length. "
        "Post the text in a channel and mention me there to get all of it in a thread."
    )
    return [*messages[: most - 1], Message(sentence, [rich_text.section(rich_text.text(sentence))])]


def _fallback(words: str) -> str:
    """Escaped, so that nothing in it becomes a mention or a link, and shortened visibly: blocks hold the whole."""
    escaped = html.escape(words, quote=False)
    while length(escaped) > MAX_TEXT:
        words = words[: len(words) * MAX_TEXT // length(escaped) - 1]
        escaped = html.escape(words, quote=False) + "…"
    return escaped
