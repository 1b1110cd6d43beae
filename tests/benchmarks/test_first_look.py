import json
import shutil
from pathlib import Path

import msgspec
import pytest

from benchmarks import first_look
from benchmarks.first_look import PASSAGES
from inference.contract import Task
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS


def write_questions(folder: Path) -> Path:
    names = (
        "Ann",
        "Bob",
        "Carl",
        "Dora",
        "Emil",
        "Fay",
        "Gus",
        "Hal",
        "Ida",
        "Jon",
        "Kim",
        "Leo",
        "Max",
        "Nora",
        "Otto",
        "Pia",
    )
    places = ("Arden", "Bree", "Carrow", "Dunmore", "Elstow", "Farley", "Garth", "Hexham", "Ilford", "Jarrow", "Kelso",
              "Larne", "Malton", "Norham", "Oakham", "Penrith")  # fmt: skip
    filler = "The committee met again and talked about the budget for the coming year. " * 6
    paragraphs = [
        {
            "context": f"{filler}The bridge of {place} was built by {name} Renn in 1871. {filler}",
            "qas": [{"id": place, "question": f"Who built the bridge of {place}?", "answers": []}],
        }
        for name, place in zip(names, places, strict=True)
    ]
    file = folder / "questions.json"
    file.write_text(json.dumps({"data": [{"title": "bridges", "paragraphs": paragraphs}]}), encoding="utf-8")
    return file


def write_model(folder: Path) -> Path:
    """The embedded model, which here takes any answer that a look finds to be better than none."""
    directory = find_model(EMBEDDED_MODELS, Task.ANSWERS)
    copy = folder / "models" / Task.ANSWERS
    shutil.copytree(directory.path, copy)
    eager = msgspec.structs.replace(directory.manifest, thresholds={"margin": 0.0, "first_look": 0.0})
    (copy / "manifest.json").write_bytes(msgspec.json.encode(eager))
    return copy.parent


def test_every_length_has_a_line_and_long_texts_are_settled_by_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions, models = str(write_questions(tmp_path)), str(write_model(tmp_path))
    monkeypatch.setattr("sys.argv", ["first_look", "--data", questions, "--questions", "2", "--models", models])
    assert first_look.main() == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert len(lines) == len(PASSAGES)
    words = [int(line[0]) for line in lines]
    assert words == sorted(words)
    assert lines[0][1] == "0%"
    assert lines[-1][1] == "100%"


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["first_look", "--data", "nowhere.json"])
    assert first_look.main() == 2
    assert capsys.readouterr().err == "nowhere.json: no such file.\n"


def test_a_model_without_a_first_look_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = find_model(EMBEDDED_MODELS, Task.ANSWERS).manifest
    (tmp_path / Task.ANSWERS).mkdir()
    without = msgspec.structs.replace(manifest, thresholds={})
    (tmp_path / Task.ANSWERS / "manifest.json").write_bytes(msgspec.json.encode(without))
    questions = str(write_questions(tmp_path))
    monkeypatch.setattr("sys.argv", ["first_look", "--data", questions, "--models", str(tmp_path)])
    assert first_look.main() == 2
    assert "takes no first look" in capsys.readouterr().err
