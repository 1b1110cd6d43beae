"""The noun reader: names of people, places and things, by a model of Lectern's or any spaCy pipeline."""

from collections.abc import Iterable
from typing import Protocol

from inference.contract import Entity, NounsReply, NounsRequest
from inference.reading.language import readable, require_language
from inference.reading.names.acting import with_acting
from inference.reading.names.listing import names_of
from inference.reading.names.markup import without_markup
from inference.reading.names.neighbours import with_neighbours
from inference.reading.names.routes import with_routes
from inference.reading.names.signing import with_signing
from inference.reading.names.spans import clean
from inference.reading.names.streets import with_streets
from inference.reading.own_pipeline import OwnPipeline
from inference.reading.words import PROPER_NOUN, MarkedText, Span
from inference.store.model import Model
from inference.store.own_pipeline import is_own

NOT_NAMES = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
"""Types of OntoNotes that mark numbers and dates, which are no names."""


class _Pipeline(Protocol):
    def mark(self, text: str) -> MarkedText: ...


class NounsReader:
    """Answers requests with a pipeline; making one raises InferenceError `model_unavailable`.

    Without `trust` it may be made of spaCy's own components and of Lectern's; with it, of whatever is installed.
    """

    def __init__(self, model: Model, *, trust: bool = False) -> None:
        self._manifest = model.manifest
        self._pipeline = _pipeline_of(model, trust=trust)

    def read(self, request: NounsRequest) -> NounsReply:
        """Return all names in order."""
        require_language(request.text, self._manifest.languages)
        bare = without_markup(readable(request.text, self._manifest.languages))
        entities = _typed(request.text, bare, clean(request.text, entities_of(self._pipeline.mark(bare))))
        return NounsReply(entities=entities, model=self._manifest.model, names=names_of(bare, entities))


def _typed(text: str, bare: str, entities: list[Entity]) -> list[Entity]:
    """The names with the types that rules give them; `bare` is the text without its markup."""
    entities = with_acting(bare, with_neighbours(bare, entities))
    entities = with_signing(bare, with_routes(text, with_streets(bare, entities)))
    if "\n" not in bare:
        return entities
    from inference.reading.names.cells import with_cells  # noqa: PLC0415 - what reads tables is a slow import

    return with_cells(bare, entities)


def _pipeline_of(model: Model, *, trust: bool) -> _Pipeline:
    if is_own(model):
        return OwnPipeline(model)
    from inference.reading.spacy_pipeline import SpacyPipeline  # noqa: PLC0415 - spaCy is a slow import

    return SpacyPipeline(model, trust=trust)


def entities_of(marked: MarkedText) -> list[Entity]:
    """Unite typed names with runs of proper nouns outside of them."""
    typed = [name for name in marked.typed if name[2] not in NOT_NAMES]
    taken = {index for first, end, _ in typed for index in range(first, end)}
    runs = _runs(index for index in marked.proper if index not in taken)
    return [_entity(marked, name) for name in sorted([*typed, *runs])]


def _runs(indices: Iterable[int]) -> list[Span]:
    runs: list[Span] = []
    for index in indices:
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1, PROPER_NOUN)
        else:
            runs.append((index, index + 1, PROPER_NOUN))
    return runs


def _entity(marked: MarkedText, name: Span) -> Entity:
    first, end, label = name
    start, stop = marked.words[first].start, marked.words[end - 1].end
    return Entity(text=marked.text[start:stop], label=label, start=start, end=stop)
