"""Finds names with an ONNX encoder: proper nouns and typed names in one pass."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from inference.reading.bio import best_tags, spans
from inference.reading.onnx_model import Array, OnnxModel, Row, text_row
from inference.reading.sentences import sentence_spans
from inference.reading.word_pieces import WordPieces, word_pieces
from inference.reading.words import MarkedText, Span, Word
from inference.store.manifest import Input

SETTINGS_FILE = "settings.json"

_EMAIL = re.compile(r"[\w.+-]+@[a-z\d-]+\.[a-z\d.-]", re.ASCII | re.IGNORECASE)
_ADDRESS = ("@", "http://", "https://", "www.")


class Settings(msgspec.Struct, frozen=True):
    """Tags in the order of the encoder's output, and the logit from which a word counts as a proper noun."""

    labels: tuple[str, ...]
    proper_noun_logit: float
    input: Input


class Recogniser:
    """Marks proper nouns and typed names.

    The encoder has the outputs `propn_logits` (one per piece) and `tag_logits` (one per piece and tag); what counts
    is a word's first piece.
    """

    def __init__(self, model: OnnxModel, settings: Settings) -> None:
        self._model = model
        self._settings = settings

    @classmethod
    def load(cls, directory: Path) -> "Recogniser":
        """Load the encoder, its tokenizer and `settings.json`.

        Raises
        ------
        InferenceError
            With code `model_unavailable` when encoder or tokenizer cannot be loaded.
        OSError, ValueError
            When there are no settings.
        """
        settings = _settings((directory / SETTINGS_FILE).read_bytes())
        return cls(OnnxModel.load(directory, settings.input), settings)

    @classmethod
    def from_bytes(cls, files: Mapping[str, bytes]) -> "Recogniser":
        """Load the same files from memory; raises like `load`, and KeyError where one is missing."""
        settings = _settings(files[SETTINGS_FILE])
        return cls(OnnxModel.from_bytes(files, settings.input), settings)

    def mark(self, text: str, words: Sequence[Word]) -> MarkedText:
        """Mark the names of a text; none goes on after a blank line, and no address is the name of anything."""
        labels = self._settings.labels
        logits, tags = self.scores(text, words)
        certain = np.flatnonzero(logits > self._settings.proper_noun_logit)
        proper = [index for index in certain.tolist() if not words[index].text.isspace()]
        nameless = [index for index, word in enumerate(words) if _is_blank_line(word.text) or _is_address(word.text)]
        tags[nameless] = np.where(np.array(labels) == "O", 0.0, -np.inf)
        found = spans(best_tags(tags, labels)) if words else []
        return MarkedText(text, words, proper, [name for name in (_trimmed(words, span) for span in found) if name])

    def scores(self, text: str, words: Sequence[Word]) -> tuple[Array, Array]:
        """Logits of each word to be a proper noun, of shape (words,), and of its tags, of shape (words, tags).

        The text is read in chunks of whole sentences.
        """
        pieces = word_pieces(self._model.tokenizer, [word.text for word in words])
        spec = self._settings.input
        chunks = list(_chunks(text, words, pieces, spec.room(spec.prefix)))
        results = self._model.run([_row(pieces, chunk, spec) for chunk in chunks])
        proper, tags = np.empty(len(words), np.float32), np.empty((len(words), len(self._settings.labels)), np.float32)
        for (first, end), outputs in zip(chunks, results, strict=True):
            places = [pieces.firsts[i] - pieces.firsts[first] + len(spec.prefix) for i in range(first, end)]
            proper[first:end], tags[first:end] = outputs["propn_logits"][places], outputs["tag_logits"][places]
        return proper, tags


def _settings(content: bytes) -> Settings:
    return msgspec.json.decode(content, type=Settings)


def _is_blank_line(word: str) -> bool:
    return word.count("\n") > 1 and word.isspace()


def _is_address(word: str) -> bool:
    """Tell whether a word is an e-mail address, a link or a @handle, which annotators do not take for a typed name."""
    return word.lower().startswith(_ADDRESS) or _EMAIL.match(word) is not None


def _trimmed(words: Sequence[Word], name: Span) -> Span | None:
    """A name without the line breaks around it; None when nothing else is left."""
    first, end, label = name
    inner = [index for index in range(first, end) if not words[index].text.isspace()]
    return (inner[0], inner[-1] + 1, label) if inner else None


def _row(pieces: WordPieces, chunk: tuple[int, int], spec: Input) -> Row:
    start, end = _piece_range(pieces, chunk)
    return text_row(pieces.ids[start:end], pieces.type_ids[start:end], spec)


def _piece_range(pieces: WordPieces, chunk: tuple[int, int]) -> tuple[int, int]:
    first, end = chunk
    return pieces.firsts[first], pieces.firsts[end] if end < len(pieces.firsts) else len(pieces.ids)


def _chunks(text: str, words: Sequence[Word], pieces: WordPieces, size: int) -> Iterator[tuple[int, int]]:
    """Yield (first, end) of runs of words that hold whole sentences and at most `size` pieces.

    A sentence that is longer than that is cut between words.
    """
    if words and len(pieces.ids) <= size:
        yield 0, len(words)
        return
    bounds = [*pieces.firsts, len(pieces.ids)]
    sentence_ends = {end for _, end in sentence_spans(text)}
    first, good = 0, 0
    for index, word in enumerate(words):
        while index > first and bounds[index + 1] - bounds[first] > size:
            cut = good if good > first else index
            yield first, cut
            first = cut
        if word.end in sentence_ends:
            good = index + 1
    if first < len(words):
        yield first, len(words)
