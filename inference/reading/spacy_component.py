"""The recogniser as a component of a spaCy pipeline."""

from collections.abc import Iterable
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from inference.reading.onnx_model import Array
from inference.reading.recogniser import Recogniser
from inference.reading.spacy_docs import words_of
from inference.reading.words import PROPER_NOUN

FACTORY = "lectern_recogniser"


class RecogniserComponent:
    """Sets `token.pos_` to PROPN for proper nouns and `doc.ents` to typed names."""

    def __init__(self) -> None:
        self._recogniser: Recogniser | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of a document."""
        marked = self._loaded().mark(doc.text, words_of(doc))
        for index in marked.proper:
            doc[index].pos_ = PROPER_NOUN
        doc.set_ents([Span(doc, *name) for name in marked.typed])
        return doc

    def scores(self, doc: Doc) -> tuple[Array, Array]:
        """What `Recogniser.scores` says of a document's words."""
        return self._loaded().scores(doc.text, words_of(doc))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "RecogniserComponent":  # noqa: ARG002 - spaCy's interface
        """Load the recogniser from the component's directory."""
        self._recogniser = Recogniser.load(Path(path))
        return self

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> "RecogniserComponent":  # noqa: ARG002 - spaCy's interface
        """Load the same files from memory, as a msgpack of their contents by name."""
        self._recogniser = Recogniser.from_bytes(srsly.msgpack_loads(data))
        return self

    def _loaded(self) -> Recogniser:
        if self._recogniser is None:
            raise ValueError("the recogniser has no model: load the pipeline from its directory")
        return self._recogniser


@Language.factory(FACTORY, assigns=["doc.ents", "token.pos"])
def create_recogniser(nlp: Language, name: str) -> RecogniserComponent:  # noqa: ARG001 - spaCy's interface
    """Make an empty component, as spaCy wants it; the model comes from disk."""
    return RecogniserComponent()
