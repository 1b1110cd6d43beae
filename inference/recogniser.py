"""A spaCy component that finds names with an ONNX encoder: proper nouns and typed names in one pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from inference.bio import best_tags, spans
from inference.manifest import Input
from inference.onnx_model import OnnxModel, Row
from inference.sentences import sentence_spans
from inference.word_pieces import WordPieces, word_pieces

FACTORY = "lectern_recogniser"
SETTINGS_FILE = "settings.json"


@dataclass(frozen=True)
class Settings:
    """Tags in the order of the encoder's output, and the logit from which a word counts as a proper noun."""

    labels: tuple[str, ...]
    proper_noun_logit: float
    input: Input


class Recogniser:
    """Sets `token.pos_` to PROPN for proper nouns and `doc.ents` to typed names.

    The encoder has the outputs `propn_logits` (one per piece) and `tag_logits` (one per piece and tag); what counts
    is a word's first piece.
    """

    def __init__(self) -> None:
        self._model: OnnxModel | None = None
        self._settings: Settings | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read a document in chunks of whole sentences."""
        if self._model is None or self._settings is None:
            raise ValueError("the recogniser has no model: load the pipeline from its directory")
        words = [token.text for token in doc]
        pieces = word_pieces(self._model.tokenizer, words)
        spec = self._settings.input
        chunks = list(_chunks(doc, pieces, spec.max_tokens - len(spec.prefix) - len(spec.suffix)))
        results = self._model.run([_row(pieces, chunk, spec) for chunk in chunks])
        found: list[Span] = []
        for (first, end), outputs in zip(chunks, results, strict=True):
            places = [pieces.firsts[i] - pieces.firsts[first] + len(spec.prefix) for i in range(first, end)]
            for index in np.flatnonzero(outputs["propn_logits"][places] > self._settings.proper_noun_logit):
                doc[first + int(index)].pos_ = "PROPN"
            tags = best_tags(outputs["tag_logits"][places], self._settings.labels)
            found.extend(Span(doc, first + start, first + stop, label) for start, stop, label in spans(tags))
        doc.set_ents(found)
        return doc

    def set_model(self, model: OnnxModel, settings: Settings) -> None:
        """Use a model that is in memory already."""
        self._model, self._settings = model, settings

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "Recogniser":  # noqa: ARG002 - spaCy's interface
        """Load the encoder, its tokenizer and `settings.json` from the component's directory."""
        directory = Path(path)
        settings = _settings(srsly.read_json(directory / SETTINGS_FILE))
        self.set_model(OnnxModel.load(directory, settings.input), settings)
        return self

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> "Recogniser":  # noqa: ARG002 - spaCy's interface
        """Load the same files from memory, as a msgpack of their contents by name."""
        files = srsly.msgpack_loads(data)
        settings = _settings(srsly.json_loads(files[SETTINGS_FILE]))
        self.set_model(OnnxModel.from_bytes(files, settings.input), settings)
        return self


@Language.factory(FACTORY, assigns=["doc.ents", "token.pos"])
def create_recogniser(nlp: Language, name: str) -> Recogniser:  # noqa: ARG001 - spaCy's interface
    """Make an empty component, as spaCy wants it; the model comes from disk."""
    return Recogniser()


def _settings(raw: Any) -> Settings:
    return Settings(tuple(raw["labels"]), float(raw["proper_noun_logit"]), Input.model_validate(raw["input"]))


def _row(pieces: WordPieces, chunk: tuple[int, int], spec: Input) -> Row:
    start, end = _piece_range(pieces, chunk)
    ids = [*spec.prefix, *pieces.ids[start:end], *spec.suffix]
    return Row(ids, [*[0] * len(spec.prefix), *pieces.type_ids[start:end], *[0] * len(spec.suffix)])


def _piece_range(pieces: WordPieces, chunk: tuple[int, int]) -> tuple[int, int]:
    first, end = chunk
    return pieces.firsts[first], pieces.firsts[end] if end < len(pieces.firsts) else len(pieces.ids)


def _chunks(doc: Doc, pieces: WordPieces, size: int) -> Iterator[tuple[int, int]]:
    """Yield (first, end) of runs of words that hold whole sentences and at most `size` pieces.

    A sentence that is longer than that is cut between words.
    """
    bounds = [*pieces.firsts, len(pieces.ids)]
    sentence_ends = {end for _, end in sentence_spans(doc.text)}
    first, good = 0, 0
    for index, token in enumerate(doc):
        if bounds[index + 1] - bounds[first] > size:
            cut = good if good > first else index
            yield first, cut
            first = cut
        if token.idx + len(token.text) in sentence_ends:
            good = index + 1
    if first < len(doc):
        yield first, len(doc)
