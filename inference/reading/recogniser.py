"""A spaCy component that finds names with an ONNX encoder: proper nouns and typed names in one pass."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from inference.reading.bio import best_tags, spans
from inference.reading.onnx_model import Array, OnnxModel, Row, text_row
from inference.reading.sentences import sentence_spans
from inference.reading.word_pieces import WordPieces, word_pieces
from inference.store.manifest import Input

FACTORY = "lectern_recogniser"
SETTINGS_FILE = "settings.json"


class Settings(msgspec.Struct, frozen=True):
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
        self._parts: tuple[OnnxModel, Settings] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of a document; none goes on after a blank line, and no address is the name of anything."""
        _, settings = self._loaded()
        proper, tags = self.scores(doc)
        nameless = []
        for token, logit in zip(doc, proper, strict=True):
            if logit > settings.proper_noun_logit and not token.is_space:
                token.pos_ = "PROPN"
            if _is_blank_line(token) or _is_address(token):
                nameless.append(token.i)
        tags[nameless] = np.where(np.array(settings.labels) == "O", 0.0, -np.inf)
        found = spans(best_tags(tags, settings.labels)) if len(doc) else []
        doc.set_ents([name for name in (_trimmed(Span(doc, *span)) for span in found) if name])
        return doc

    def scores(self, doc: Doc) -> tuple[Array, Array]:
        """Logits of each word to be a proper noun, of shape (words,), and of its tags, of shape (words, tags).

        The document is read in chunks of whole sentences.
        """
        model, settings = self._loaded()
        pieces = word_pieces(model.tokenizer, [token.text for token in doc])
        spec = settings.input
        chunks = list(_chunks(doc, pieces, spec.room(spec.prefix)))
        results = model.run([_row(pieces, chunk, spec) for chunk in chunks])
        proper, tags = np.empty(len(doc), np.float32), np.empty((len(doc), len(settings.labels)), np.float32)
        for (first, end), outputs in zip(chunks, results, strict=True):
            places = [pieces.firsts[i] - pieces.firsts[first] + len(spec.prefix) for i in range(first, end)]
            proper[first:end], tags[first:end] = outputs["propn_logits"][places], outputs["tag_logits"][places]
        return proper, tags

    def set_model(self, model: OnnxModel, settings: Settings) -> None:
        """Use a model that is in memory already."""
        self._parts = model, settings

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

    def _loaded(self) -> tuple[OnnxModel, Settings]:
        if self._parts is None:
            raise ValueError("the recogniser has no model: load the pipeline from its directory")
        return self._parts


@Language.factory(FACTORY, assigns=["doc.ents", "token.pos"])
def create_recogniser(nlp: Language, name: str) -> Recogniser:  # noqa: ARG001 - spaCy's interface
    """Make an empty component, as spaCy wants it; the model comes from disk."""
    return Recogniser()


def _is_blank_line(token: Token) -> bool:
    return token.is_space and token.text.count("\n") > 1


def _is_address(token: Token) -> bool:
    """Tell whether a word is an e-mail address, a link or a @handle, which annotators do not take for a typed name."""
    return token.like_email or token.text.lower().startswith(("@", "http://", "https://", "www."))


def _trimmed(name: Span) -> Span | None:
    """A name without the line breaks around it; None when nothing else is left."""
    inner = [token.i for token in name if not token.is_space]
    return Span(name.doc, inner[0], inner[-1] + 1, name.label_) if inner else None


def _settings(raw: Any) -> Settings:
    return Settings(tuple(raw["labels"]), float(raw["proper_noun_logit"]), msgspec.convert(raw["input"], Input))


def _row(pieces: WordPieces, chunk: tuple[int, int], spec: Input) -> Row:
    start, end = _piece_range(pieces, chunk)
    return text_row(pieces.ids[start:end], pieces.type_ids[start:end], spec)


def _piece_range(pieces: WordPieces, chunk: tuple[int, int]) -> tuple[int, int]:
    first, end = chunk
    return pieces.firsts[first], pieces.firsts[end] if end < len(pieces.firsts) else len(pieces.ids)


def _chunks(doc: Doc, pieces: WordPieces, size: int) -> Iterator[tuple[int, int]]:
    """Yield (first, end) of runs of words that hold whole sentences and at most `size` pieces.

    A sentence that is longer than that is cut between words.
    """
    if len(doc) and len(pieces.ids) <= size:
        yield 0, len(doc)
        return
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
