from pathlib import Path

import pytest
import spacy

from inference.contract import Task
from inference.models import find_model
from tests.training.tiny_models import save_encoder
from training.__main__ import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["training", *map(str, arguments)])
    return main()


def test_a_pipeline_is_exported_and_its_names_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Vellmar"}])  # type: ignore[attr-defined]
    pipeline.to_disk(tmp_path / "mine")
    options = ("--task", "nouns", "--source", tmp_path / "mine", "--models", tmp_path / "models")
    assert run(monkeypatch, "export", *options) == 0
    assert "MB, 1 names found in this project's texts" in capsys.readouterr().out
    assert find_model(tmp_path / "models", Task.NOUNS).manifest.model == "mine@1"


@pytest.mark.parametrize("task", ["nouns", "category", "answers"])
def test_a_source_that_is_none_is_explained(
    task: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "export", "--task", task, "--source", tmp_path, "--models", tmp_path / "models") == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path} is no ")


def test_a_base_that_is_no_encoder_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_encoder("gpt2", tmp_path / "gpt2")
    capsys.readouterr()
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "fit", "nouns", "--data", tmp_path, "--base", tmp_path / "gpt2", "--threads", 1) == 1
    assert "fit needs an encoder such as BERT, DistilBERT or RoBERTa" in capsys.readouterr().err


def test_data_that_is_not_there_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "evaluate", "category", "--data", tmp_path) == 2
    assert "Is --data the folder that holds qa/, news/ and nouns/?" in capsys.readouterr().err
