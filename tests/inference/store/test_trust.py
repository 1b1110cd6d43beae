"""What only those get who say that they trust where a pipeline comes from, from a directory and from memory."""

import gc
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy import util
from spacy.language import Language
from spacy.training import Example

from inference.contract import InferenceError, NounsRequest, Task
from inference.readers import create_reader
from inference.reading.spacy_pipeline import load_pipeline
from inference.store.directory import find_model
from inference.store.in_memory import ModelInMemory
from inference.store.model import Model
from tests.inference.store.made import Trap, make_nouns, seal

CALLBACK = "lectern_test_callback.v1"
FACTORY = "lectern_test_stranger"
_calls: list[str] = []


@Language.factory(FACTORY)
def _component(nlp: Language, name: str) -> Callable[[object], object]:
    _calls.append("component")
    return lambda doc: doc


@util.registry.callbacks(CALLBACK)  # type: ignore[untyped-decorator]
def _callback() -> Callable[[object], object]:
    _calls.append("callback")
    return lambda value: value


@pytest.fixture
def called() -> list[str]:
    """What was called of a package that is installed, and that brings a component and a callback."""
    _calls.clear()
    return _calls


def from_memory(directory: Path) -> Model:
    model = find_model(directory.parent, Task.NOUNS)
    return ModelInMemory(model.manifest, {name: (directory / name).read_bytes() for name in model.manifest.files})


def from_directory(directory: Path) -> Model:
    return find_model(directory.parent, Task.NOUNS)


either = pytest.mark.parametrize("take", [from_directory, from_memory])


def change(directory: Path, old: str, new: str) -> None:
    config = (directory / "config.cfg").read_text()
    assert old in config
    (directory / "config.cfg").write_text(config.replace(old, new))
    seal(directory, Task.NOUNS)


@either
def test_a_component_of_an_installed_package(tmp_path: Path, called: list[str], take: Callable[[Path], Model]) -> None:
    directory = make_nouns(tmp_path / "nouns")
    change(directory, "[components]", f'[components]\n\n[components.it]\nfactory = "{FACTORY}"')
    change(directory, 'pipeline = ["entity_ruler"]', 'pipeline = ["entity_ruler","it"]')
    with pytest.raises(InferenceError, match=f'needs the component "{FACTORY}"'):
        load_pipeline(take(directory))
    assert called == []
    assert load_pipeline(take(directory), trust=True).pipe_names == ["entity_ruler", "it"]
    assert called == ["component"]


@either
@pytest.mark.parametrize("hook", ["before_creation", "after_creation", "after_pipeline_creation"])
def test_a_callback(tmp_path: Path, called: list[str], hook: str, take: Callable[[Path], Model]) -> None:
    directory = make_nouns(tmp_path / "nouns")
    change(directory, f"{hook} = null", f'{hook} = {{"@callbacks":"{CALLBACK}"}}')
    with pytest.raises(InferenceError, match=CALLBACK):
        load_pipeline(take(directory))
    assert called == []
    load_pipeline(take(directory), trust=True)
    assert called == ["callback"]


@either
def test_what_is_only_for_training_is_never_called(
    tmp_path: Path, called: list[str], take: Callable[[Path], Model]
) -> None:
    directory = make_nouns(tmp_path / "nouns")
    for hook in ("before_init", "before_to_disk"):
        change(directory, f"{hook} = null", f'{hook} = {{"@callbacks":"{CALLBACK}"}}')
    load_pipeline(take(directory))
    assert called == []


@either
def test_a_component_reads_no_file_beside_the_model(tmp_path: Path, take: Callable[[Path], Model]) -> None:
    directory = make_nouns(tmp_path / "nouns")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "patterns.jsonl").write_text('{"label":"SECRET","pattern":"a"}')
    change(directory, "components.entity_ruler", f"components.{tmp_path}/elsewhere")
    change(directory, '["entity_ruler"]', f'["{tmp_path}/elsewhere"]')
    with pytest.raises(InferenceError, match="read files elsewhere"):
        load_pipeline(take(directory))


def test_a_reader_is_told(tmp_path: Path) -> None:
    change(make_nouns(tmp_path / "nouns"), "[components]", '[components]\n\n[components.it]\nfactory = "doc_cleaner"')
    with pytest.raises(InferenceError, match="--trust"):
        create_reader(Task.NOUNS, tmp_path).load()
    reply = create_reader(Task.NOUNS, tmp_path, trust=True).read(NounsRequest(text="He works at Google in the city."))
    assert [entity.text for entity in reply.entities] == ["Google"]


def test_trust_lets_no_file_in_that_the_manifest_does_not_know(tmp_path: Path) -> None:
    (make_nouns(tmp_path / "nouns") / "extra").touch()
    with pytest.raises(InferenceError, match="does not know the file extra"):
        create_reader(Task.NOUNS, tmp_path, trust=True).load()


def test_a_pickle_in_the_place_of_any_file_is_not_unpickled(tmp_path: Path) -> None:
    directory = tmp_path / "nouns"
    one_for_each_form().to_disk(directory)
    np.save(tmp_path / "array", np.array([Trap(tmp_path / "ran")], dtype=object), allow_pickle=True)
    harmful = {"vectors": (tmp_path / "array.npy").read_bytes()}
    for file in [path for path in directory.rglob("*") if path.is_file()]:
        before = file.read_bytes()
        file.write_bytes(harmful.get(file.name, pickle.dumps(Trap(tmp_path / "ran"))))
        seal(directory, Task.NOUNS)
        with pytest.raises(InferenceError, match="not a spaCy pipeline"):
            load_pipeline(from_directory(directory))
        file.write_bytes(before)
    seal(directory, Task.NOUNS)
    load_pipeline(from_directory(directory))
    assert not (tmp_path / "ran").exists()
    assert gc.isenabled()


def one_for_each_form() -> Language:
    pipeline = spacy.blank("en")
    for factory in ("tagger", "attribute_ruler", "ner", "sentencizer", "span_ruler", "entity_ruler"):
        pipeline.add_pipe(factory)
    pipeline.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    example = Example.from_dict(pipeline.make_doc("went"), {"lemmas": ["go"], "tags": ["V"], "entities": ["U-X"]})
    pipeline.initialize(lambda: [example])
    lemmatizer: Any = pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.lookups.add_table("lemma_lookup", {"went": "go"})
    return pipeline
