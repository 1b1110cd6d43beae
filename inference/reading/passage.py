"""A passage as the answers model reads it: in tokens, each with its place in sentences and tables."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from inference.reading.answer_spans import sentence_numbers
from inference.reading.first_look import Indices
from inference.reading.lines import part_lines
from inference.reading.tables import cell_numbers

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer


class Passage(msgspec.Struct, frozen=True):
    """A passage in tokens, with the id of each and the numbers of its sentence and of its table cell."""

    text: str
    encoding: "Encoding"
    ids: Indices
    sentences: Indices
    cells: Indices

    @classmethod
    def of(cls, text: str, tokenizer: "Tokenizer") -> "Passage":
        """Cut a text into tokens."""
        encoding = tokenizer.encode(part_lines(text), add_special_tokens=False)
        ids = np.array(encoding.ids, dtype=np.int64)
        return cls(text, encoding, ids, sentence_numbers(encoding, text), cell_numbers(encoding, text))
