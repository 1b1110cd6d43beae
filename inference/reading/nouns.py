"""The noun reader: names of people, places and things, from any spaCy pipeline."""

from threading import Lock

from spacy.language import Language
from spacy.tokens import Doc, Token

from inference.contract import Entity, InferenceError, NounsReply, NounsRequest
from inference.reading.language import require_language
from inference.reading.long_runs import make_doc
from inference.reading.names.listing import names_of
from inference.reading.names.markup import without_markup
from inference.reading.names.neighbours import with_neighbours
from inference.reading.names.spans import PROPER_NOUN, clean
from inference.reading.recogniser import FACTORY
from inference.store.errors import unavailable
from inference.store.model import Model
from inference.store.pipeline_files import pipeline_of

NOT_NAMES = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
"""Types of OntoNotes that mark numbers and dates, which are no names."""


class NounsReader:
    """Answers requests with a pipeline; making one raises InferenceError `model_unavailable` like `load_pipeline`."""

    def __init__(self, model: Model, *, trust: bool = False) -> None:
        self._manifest = model.manifest
        self._pipeline = load_pipeline(model, trust=trust)
        self._lock = Lock()

    def read(self, request: NounsRequest) -> NounsReply:
        """Return all names in order."""
        require_language(request.text, self._manifest.languages)
        readable = without_markup(request.text)
        with self._lock:  # spaCy's string store and caches are shared
            doc = self._pipeline(make_doc(self._pipeline, readable))
        entities = with_neighbours(readable, clean(request.text, marked(doc)))
        return NounsReply(entities=entities, model=self._manifest.model, names=names_of(readable, entities))


def load_pipeline(model: Model, *, trust: bool = False) -> Language:
    """Load a spaCy pipeline from its directory or from memory; raises InferenceError `model_unavailable`.

    Without `trust` it may be made of spaCy's own components and of Lectern's; with it, of whatever is installed.
    """
    if not Language.has_factory(FACTORY):  # registered by importing it, for pipelines that name it
        raise unavailable("This installation lacks the component that the nouns model needs.")
    try:
        return pipeline_of(model, {FACTORY}, trust=trust)
    except InferenceError:
        raise
    except Exception as error:  # spaCy, Thinc and catalogue raise errors of many kinds
        raise unavailable("The nouns model is not a spaCy pipeline that can be loaded here.") from error


def marked(doc: Doc) -> list[Entity]:
    """Unite typed names with runs of proper nouns outside of them."""
    text = doc.text  # joined anew from the words at each call
    typed = [span for span in doc.ents if span.label_ not in NOT_NAMES]
    taken = {token.i for span in typed for token in span}
    found = [Entity(text=span.text, label=span.label_, start=span.start_char, end=span.end_char) for span in typed]
    for run in _runs([token for token in doc if token.pos_ == PROPER_NOUN and token.i not in taken]):
        start, end = run[0].idx, run[-1].idx + len(run[-1].text)
        found.append(Entity(text=text[start:end], label=PROPER_NOUN, start=start, end=end))
    return sorted(found, key=lambda entity: entity.start)


def _runs(tokens: list[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs
