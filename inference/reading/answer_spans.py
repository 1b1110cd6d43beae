"""Which tokens of a passage answer best, and the whole words that they belong to."""

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from inference.reading.onnx_model import Array
from inference.reading.sentences import sentence_spans
from inference.reading.units import grown

if TYPE_CHECKING:
    from tokenizers import Encoding

MAX_ANSWER_TOKENS = 40
"""Longer spans are hardly ever what was asked for."""

SENTENCE_BREAK = 2.0
"""Logits that a span loses when it goes beyond a sentence: else two equally good answers are united with all between.

On the dev questions it gains 0.2 points of F1; one answer in 700 is longer than a sentence.
"""


class TokenSpan(msgspec.Struct, frozen=True):
    """First and last token, the span's score in logits, and its probability among all spans of the window."""

    first: int
    last: int
    score: float
    share: float


def best_span(start: Array, end: Array, sentences: npt.NDArray[np.int64], cells: npt.NDArray[np.int64]) -> TokenSpan:
    """Return the best span of a window by the scores of its tokens and the numbers of the sentence and cell of each.

    No span goes beyond its cell.
    """
    scores = start[:, None] + _ahead(end, -np.inf)
    scores -= np.float32(SENTENCE_BREAK) * (sentences[:, None] != _ahead(sentences, -1))
    if cells[0] != cells[-1]:
        scores[cells[:, None] != _ahead(cells, -1)] = -np.inf
    first, further = divmod(int(scores.argmax()), MAX_ANSWER_TOKENS)
    highest = float(scores[first, further])
    return TokenSpan(first, first + further, highest, 1.0 / float(np.exp(scores - highest).sum()))


def _ahead(values: npt.NDArray[Any], beyond: float) -> npt.NDArray[Any]:
    """For each token the values of itself and of those that may end its span; `beyond` stands past the last."""
    longer = np.full(len(values) + MAX_ANSWER_TOKENS - 1, beyond, dtype=values.dtype)  # np.pad takes twice as long
    longer[: len(values)] = values
    return sliding_window_view(longer, MAX_ANSWER_TOKENS)


def sentence_numbers(encoding: "Encoding", context: str) -> npt.NDArray[np.int64]:
    """Return the number of the sentence that each token stands in."""
    starts = [start for start, _ in sentence_spans(context)]
    return np.array([bisect_right(starts, end - 1) for _, end in encoding.offsets], dtype=np.int64)


def whole_words(encoding: "Encoding", first: int, last: int, context: str) -> tuple[int, int]:
    """Span in code points of the words and units that tokens `first` to `last` belong to, without quotation marks."""
    start, end = grown(context, _word(encoding, first)[0], _past_marks(context, _word(encoding, last)[1]))
    return _before_marks(context, start), end


def _before_marks(text: str, start: int) -> int:
    """Where the character stands that a mark at `start` belongs to."""
    while start and unicodedata.category(text[start : start + 1] or "_").startswith("M"):
        start -= 1
    return start


def _past_marks(text: str, end: int) -> int:
    """An uncased tokenizer leaves out the marks that make an e an é where they are characters of their own."""
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _word(encoding: "Encoding", token: int) -> tuple[int, int]:
    word = encoding.token_to_word(token)
    span = None if word is None else encoding.word_to_chars(word)
    return span or encoding.offsets[token]
