"""Nouns models that are any spaCy pipeline."""

from threading import Lock

from spacy.language import Language

from inference.contract import InferenceError
from inference.reading.spacy_component import FACTORY
from inference.reading.spacy_docs import make_doc, marked
from inference.reading.words import MarkedText
from inference.store.errors import no_pipeline
from inference.store.model import Model
from inference.store.pipeline_files import pipeline_of


class SpacyPipeline:
    """Marks with a pipeline; making one raises InferenceError `model_unavailable` like `load_pipeline`."""

    def __init__(self, model: Model, *, trust: bool) -> None:
        self._pipeline = load_pipeline(model, trust=trust)
        self._lock = Lock()

    def mark(self, text: str) -> MarkedText:
        """Mark the names of a text."""
        with self._lock:  # spaCy's string store and caches are shared
            return marked(self._pipeline(make_doc(self._pipeline, text)))


def load_pipeline(model: Model, *, trust: bool = False) -> Language:
    """Load a spaCy pipeline from its directory or from memory; raises InferenceError `model_unavailable`.

    Without `trust` it may be made of spaCy's own components and of Lectern's; with it, of whatever is installed.
    """
    try:
        return pipeline_of(model, {FACTORY}, trust=trust)
    except InferenceError:
        raise
    except Exception as error:  # spaCy, Thinc and catalogue raise errors of many kinds
        raise no_pipeline() from error
