from pathlib import Path

import pytest
from spacy.language import Language

from inference.contract import Task
from inference.reading.bio import spans
from inference.reading.spacy_pipeline import load_pipeline
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from tests.training.tiny_data import write_data
from training.nouns.self_labels import label_texts, passages


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline(find_model(EMBEDDED_MODELS, Task.NOUNS))


def test_what_the_model_is_sure_of_becomes_a_label(pipeline: Language) -> None:
    first, second = label_texts(["Angela Merkel flew from Berlin to Paris.\n\nIt was raining."], pipeline)
    assert first.words == ("Angela", "Merkel", "flew", "from", "Berlin", "to", "Paris", ".")
    assert spans(first.entities or ()) == [(0, 2, "PERSON"), (4, 5, "LOC"), (6, 7, "LOC")]
    assert first.universal_tags == ("PROPN", "PROPN", "X", "X", "PROPN", "X", "PROPN", "X")
    assert second.entities == ("O", "O", "O", "O")
    assert first.document == second.document


def test_nothing_is_said_of_words_that_the_model_is_not_sure_of(
    pipeline: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.nouns.self_labels.SURE", 1.0)
    (sentence,) = label_texts(["Angela Merkel flew to Paris."], pipeline)
    assert set(sentence.entities or ()) == {"_"}
    assert set(sentence.universal_tags or ()) == {"_"}


def test_texts_without_words_have_no_sentences(pipeline: Language) -> None:
    assert label_texts(["", " \n "], pipeline) == []


def test_passages_are_read_once_each(tmp_path: Path) -> None:
    file = write_data(tmp_path / "data") / "qa/train.json.gz"
    everything = passages(file)
    assert len(everything) == len(set(everything)) > 0
    assert sorted(everything) == sorted(
        text for domain in ("wiki", "reddit", "amazon") for text in passages(file, domain)
    )
