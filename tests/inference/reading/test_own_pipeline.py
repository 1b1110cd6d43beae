import pytest

from inference.contract import Task
from inference.reading.long_runs import LONGEST
from inference.reading.own_pipeline import OwnPipeline
from inference.reading.spacy_docs import make_doc, words_of
from inference.reading.spacy_pipeline import SpacyPipeline, load_pipeline
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.in_memory import ModelInMemory
from tests.inference.reading.ordinary_texts import ordinary_texts
from tests.linear import UNITS, run

MODEL = find_model(EMBEDDED_MODELS, Task.NOUNS)
IN_MEMORY = ModelInMemory(MODEL.manifest, {name: MODEL.read(name) for name in MODEL.manifest.files})
PIPELINE = load_pipeline(MODEL)
SENTENCE = "Anna Weber <anna@weber.example> lives in New\nYork.\n\n"


@pytest.fixture(scope="module")
def own() -> OwnPipeline:
    return OwnPipeline(MODEL)


@pytest.fixture(scope="module")
def spacy_pipeline() -> SpacyPipeline:
    return SpacyPipeline(MODEL, trust=False)


def test_spacy_finds_the_same_with_the_same_model(own: OwnPipeline, spacy_pipeline: SpacyPipeline) -> None:
    for text in ("", " ", *(text[:2000] for text in ordinary_texts())):
        assert own.mark(text) == spacy_pipeline.mark(text)


def test_spacy_finds_the_same_among_odd_signs(own: OwnPipeline, spacy_pipeline: SpacyPipeline) -> None:
    text = "".join(f"{SENTENCE}{unit}Anna{unit} {run(unit, 20)}" for unit in UNITS)
    assert own.mark(text) == spacy_pipeline.mark(text)


@pytest.mark.parametrize("unit", UNITS)
def test_long_runs_are_parted_for_both(own: OwnPipeline, unit: str) -> None:
    text = f"It's {run(unit, 1500)}{SENTENCE} {run(unit, 1500)}"
    words = own.words(text)
    assert words == words_of(make_doc(PIPELINE, text))
    assert max(len(word.text) for word in words) <= LONGEST


def test_a_model_in_memory_is_the_same(own: OwnPipeline) -> None:
    assert OwnPipeline(IN_MEMORY).mark(SENTENCE) == own.mark(SENTENCE)
    assert own.mark(SENTENCE).typed == [(0, 2, "PERSON"), (7, 10, "LOC")]
