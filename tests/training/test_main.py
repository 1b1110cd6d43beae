from pathlib import Path

import msgspec
import pytest
import spacy

from inference.contract import Task
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from tests.training.tiny_models import save_encoder
from training.__main__ import main
from training.export.package import write_manifest


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


def test_models_that_were_measured_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "draw", "--output", tmp_path / "picture.svg") == 0
    assert capsys.readouterr().out == f"{tmp_path / 'picture.svg'}\n"
    assert (tmp_path / "picture.svg").read_bytes().startswith(b"<?xml")


def test_models_that_were_not_measured_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for task in (Task.ANSWERS, Task.CATEGORY):
        manifest = find_model(EMBEDDED_MODELS, task).manifest
        (tmp_path / task).mkdir()
        write_manifest(tmp_path / task, msgspec.structs.replace(manifest, metrics={}))
    assert run(monkeypatch, "draw", "--models", tmp_path, "--output", tmp_path / "picture.svg") == 1
    assert "`python -m training evaluate`" in capsys.readouterr().err
    assert not (tmp_path / "picture.svg").exists()
