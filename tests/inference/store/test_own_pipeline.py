from pathlib import Path

import pytest

from inference.contract import Task
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.in_memory import ModelInMemory
from inference.store.own_pipeline import is_own
from tests.inference.store.made import make_nouns

EMBEDDED = find_model(EMBEDDED_MODELS, Task.NOUNS)
CONFIG = EMBEDDED.read("config.cfg").decode()


def model(config: bytes) -> ModelInMemory:
    return ModelInMemory(EMBEDDED.manifest, {"config.cfg": config})


def test_the_embedded_model_is_one() -> None:
    assert is_own(EMBEDDED)
    assert is_own(model(CONFIG.encode()))


def test_what_is_only_for_training_makes_no_difference() -> None:
    assert is_own(model(CONFIG.replace("dropout = 0.1", "dropout = 0.2").encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lang = "en"', 'lang = "de"'),
        ('pipeline = ["recogniser"]', 'pipeline = ["recogniser","entity_ruler"]'),
        ("disabled = []", 'disabled = ["recogniser"]'),
        ("after_creation = null", 'after_creation = {"@callbacks":"mine.v1"}'),
        ("after_creation = null", "after_creation = ${paths.train}"),
        ('"spacy.Tokenizer.v1"', '"mine.Tokenizer.v1"'),
        ('factory = "lectern_recogniser"', 'factory = "ner"'),
        ('factory = "lectern_recogniser"', 'factory = "lectern_recogniser"\nmore = 1'),
        ("[components.recogniser]", '[components.entity_ruler]\nfactory = "entity_ruler"\n\n[components.recogniser]'),
        ("[components.recogniser]", "[components.other]"),
        ("[corpora]", "[nlp]"),
        ("[corpora]", "[DEFAULT]\nmore = 1"),
        ("[corpora]", "no section"),
        ("[corpora]", "# " * 10_000 + "\n[corpora]"),
    ],
)
def test_any_other_configuration_is_spacys(old: str, new: str) -> None:
    assert old in CONFIG
    assert not is_own(model(CONFIG.replace(old, new).encode()))


def test_other_pipelines_and_none_at_all_are_spacys(tmp_path: Path) -> None:
    make_nouns(tmp_path / "nouns")
    assert not is_own(find_model(tmp_path, Task.NOUNS))
    (tmp_path / "nouns" / "config.cfg").unlink()
    assert not is_own(find_model(tmp_path, Task.NOUNS))
    assert not is_own(ModelInMemory(EMBEDDED.manifest, {}))
    assert not is_own(model(b"\xff"))
