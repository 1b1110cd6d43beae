import json
from pathlib import Path

import pytest

from inference.contract import ErrorCode, InferenceError, Task
from inference.store.directory import find_model
from inference.store.manifest import Manifest
from training.export.package import write_manifest


def publish(directory: Path, task: Task = Task.CATEGORY) -> Path:
    directory.mkdir(parents=True)
    (directory / "model.onnx").write_bytes(b"weights")
    manifest = Manifest(task=task, name="m", version="1", engine="onnx", files={}, licence="x", base_model="y")
    write_manifest(directory, manifest)
    return directory


def refuse(root: Path) -> str:
    with pytest.raises(InferenceError) as caught:
        find_model(root, Task.CATEGORY).verify()
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    return caught.value.message


def test_a_model_directly_below_its_task_is_found(tmp_path: Path) -> None:
    directory = publish(tmp_path / "category")
    found = find_model(tmp_path, Task.CATEGORY)
    found.verify()
    assert (found.path, found.manifest.model) == (directory, "m@1")


def test_the_current_version_is_found_among_several(tmp_path: Path) -> None:
    publish(tmp_path / "category" / "1")
    second = publish(tmp_path / "category" / "2")
    (tmp_path / "category" / "current").write_text("2\n")
    assert find_model(tmp_path, Task.CATEGORY).path == second


@pytest.mark.parametrize("version", ["", "../2", "..", "a/b", "/etc"])
def test_a_current_version_that_is_a_path_is_refused(tmp_path: Path, version: str) -> None:
    publish(tmp_path / "category" / "1")
    (tmp_path / "category" / "current").write_text(version)
    assert "current version" in refuse(tmp_path)


def test_a_file_may_be_empty(tmp_path: Path) -> None:
    directory = publish(tmp_path / "category")
    (directory / "patterns.jsonl").touch()
    write_manifest(directory, find_model(tmp_path, Task.CATEGORY).manifest)
    find_model(tmp_path, Task.CATEGORY).verify()


def test_no_model_says_what_to_do(tmp_path: Path) -> None:
    assert refuse(tmp_path) == "There is no category model here yet: publish one, or name another model directory."


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (publish(tmp_path / "category") / "model.onnx").unlink()
    assert refuse(tmp_path) == "The category model lacks the file model.onnx."


@pytest.mark.parametrize("content", [b"weightz", b"weight", b""])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (publish(tmp_path / "category") / "model.onnx").write_bytes(content)
    assert "model.onnx is damaged" in refuse(tmp_path)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd"])
def test_a_file_outside_the_directory_is_refused(tmp_path: Path, name: str) -> None:
    manifest = publish(tmp_path / "category") / "manifest.json"
    content = json.loads(manifest.read_text())
    content["files"][name] = content["files"]["model.onnx"]
    manifest.write_text(json.dumps(content))
    assert "outside its directory" in refuse(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"name": "\xff"}', b'{"format": 2}', b'{"metrics":' * 100_000]
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (publish(tmp_path / "category") / "manifest.json").write_bytes(content)
    assert "manifest cannot be read" in refuse(tmp_path)


def test_a_model_of_another_task_is_refused(tmp_path: Path) -> None:
    publish(tmp_path / "category", Task.NOUNS)
    assert refuse(tmp_path) == "The model published for category was made for nouns."
