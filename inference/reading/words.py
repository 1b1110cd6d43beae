"""A text cut into words, and which of them are names."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec

PROPER_NOUN = "PROPN"

Span = tuple[int, int, str]
"""First word, word behind the last, and type."""


class Word(NamedTuple):
    """`start` counts code points. White space is a word too, but for one space behind another word."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class MarkedText(msgspec.Struct, frozen=True):
    """
    Attributes
    ----------
    proper
        Indices of the words that are proper nouns, in order.
    typed
        Names whose type is known, in order; none overlaps another.
    """

    text: str
    words: Sequence[Word]
    proper: Collection[int]
    typed: Sequence[Span]
