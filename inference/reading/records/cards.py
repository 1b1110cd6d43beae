"""Blocks of the same keys read as a table: a card for each person, a paragraph for each product."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from inference.reading.records.pairs import Block, Keys, Pair
from inference.reading.records.table import Cell, Table, cell

_FEWEST = 2
"""Cards, and keys that they have in common."""


def card_tables(found: Sequence[Block], text: str) -> Iterator[Table]:
    """Tables of cards that follow each other and begin with the same key; their columns are the keys that all have."""
    fields = [block for block in found if block.keys is Keys.FIELDS]
    for _, group in groupby(fields, key=lambda block: _key(block.pairs[0], text).stems):
        cards = [{_key(pair, text).stems: pair for pair in block.pairs} for block in group]
        shared = [name for name in cards[0] if name and all(name in card for card in cards)]
        if len(cards) >= _FEWEST and len(shared) >= _FEWEST:
            header = [_key(cards[0][name], text) for name in shared]
            yield Table(header, [[cell(text, *card[name].value) for name in shared] for card in cards])


def _key(pair: Pair, text: str) -> Cell:
    return cell(text, *pair.key)
