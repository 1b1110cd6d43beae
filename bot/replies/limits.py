"""Slack's limits, and the little that is computed from them."""

from collections.abc import Mapping
from typing import Any, Final

from slack_sdk.models.blocks import Block

MAX_BLOCKS: Final = 50
"""Blocks in a message."""

MAX_CONTROLS: Final = 2
"""Blocks of a message that buttons take."""

MAX_VIEW_BLOCKS: Final = 100
"""Blocks in a modal."""

MAX_BLOCK_TEXT: Final = 10_000
"""Characters in all blocks of a message. Slack's own limit is undocumented: 11,341 were refused once."""

MAX_ELEMENT_TEXT: Final = 3_000
"""Characters in one section, quote or preformatted element: what Slack documents for sections."""

MAX_TEXT: Final = 4_000
"""Characters of a message's `text` that Slack recommends not to exceed."""

MAX_RESPONSES: Final = 5
"""Messages that a slash command's response URL takes."""


def length(text: str) -> int:
    """Characters as Slack may count them at worst: UTF-16 code units, two for most emoji."""
    return len(text) + sum(character > "\uffff" for character in text)


def block_length(block: Block) -> int:
    """Characters of a block's texts and addresses."""
    return _length(block.to_dict())


def _length(value: Any) -> int:
    if isinstance(value, Mapping):
        texts = sum(length(value[key]) for key in ("text", "url") if isinstance(value.get(key), str))
        return texts + sum(_length(inner) for inner in value.values())
    if isinstance(value, list | tuple):
        return sum(_length(inner) for inner in value)
    return 0
