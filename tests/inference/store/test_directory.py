import json
import os
import socket
from collections.abc import Callable
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


@pytest.mark.parametrize(
    "version", [b"", b"../2", b"..", b"a/b", b"/etc", b"\xff", b"1\0", b"a" * 300, b"1" + b" " * 2_000_000]
)
def test_a_current_version_that_is_no_name_of_one_is_refused(tmp_path: Path, version: bytes) -> None:
    publish(tmp_path / "category" / "1")
    (tmp_path / "category" / "current").write_bytes(version)
    assert "current version" in refuse(tmp_path)


def listen_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # as a socket's whole path may be too long
        listening.bind(path.name)


NO_FILES = {
    "link": lambda path: path.symlink_to("/etc/hostname"),
    "broken link": lambda path: path.symlink_to("nothing"),
    "circle": lambda path: path.symlink_to(path),
    "FIFO": os.mkfifo,
    "socket": listen_at,
}
no_files = pytest.mark.parametrize("make", NO_FILES.values(), ids=NO_FILES)


@pytest.mark.parametrize("what", ["FIFO", "socket", "circle", "folder", "link to a folder"])
def test_a_current_version_that_is_no_file_is_refused(tmp_path: Path, what: str) -> None:
    publish(tmp_path / "category" / "1")
    make: dict[str, Callable[[Path], object]] = {
        **NO_FILES,
        "folder": Path.mkdir,
        "link to a folder": lambda path: path.symlink_to("1"),
    }
    make[what](tmp_path / "category" / "current")
    assert "current version" in refuse(tmp_path)


@no_files
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(publish(tmp_path / "category") / "extra")
    assert refuse(tmp_path).startswith("The category model holds a link, or something else that is no file: extra.")


@no_files
def test_what_takes_the_place_of_a_file_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    file = publish(tmp_path / "category") / "model.onnx"
    file.unlink()
    make(file)
    assert "holds a link, or something else that is no file: model.onnx." in refuse(tmp_path)


@no_files
def test_a_manifest_that_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    manifest = publish(tmp_path / "category") / "manifest.json"
    manifest.unlink()
    make(manifest)
    assert "manifest cannot be read" in refuse(tmp_path)


def test_the_same_files_through_a_link_are_refused(tmp_path: Path) -> None:
    directory = publish(tmp_path / "category")
    (directory / "model.onnx").rename(tmp_path / "elsewhere")
    (directory / "model.onnx").symlink_to(tmp_path / "elsewhere")
    assert "no file: model.onnx." in refuse(tmp_path)


def test_a_folder_of_files_through_a_link_is_refused(tmp_path: Path) -> None:
    directory = publish(tmp_path / "category")
    (directory / "vocab").mkdir()
    (directory / "vocab" / "strings.json").write_bytes(b"[]")
    write_manifest(directory, find_model(tmp_path, Task.CATEGORY).manifest)
    (directory / "vocab").rename(tmp_path / "elsewhere")
    (directory / "vocab").symlink_to(tmp_path / "elsewhere")
    assert "no file: vocab." in refuse(tmp_path)


@pytest.mark.parametrize("link", ["category", "category/1"])
def test_the_directory_itself_may_be_a_link(tmp_path: Path, link: str) -> None:
    publish(tmp_path / "real" / "category" / "1")
    (tmp_path / "real" / "category" / "current").write_text("1")
    (tmp_path / "seen" / link).parent.mkdir(parents=True)
    (tmp_path / "seen" / link).symlink_to(tmp_path / "real" / link)
    (tmp_path / "seen" / "category" / "current").write_text("1")
    find_model(tmp_path / "seen", Task.CATEGORY).verify()


def test_a_file_that_the_manifest_does_not_know_is_named(tmp_path: Path) -> None:
    directory = publish(tmp_path / "category")
    (directory / "sub").mkdir()
    (directory / "sub" / "manifest.json").touch()
    assert refuse(tmp_path) == "The category model's manifest does not know the file sub/manifest.json."


@pytest.mark.parametrize("name", [b"\x1b[31m", b"a\nb", b"\xff", b"a" * 250])
def test_a_strange_name_does_no_harm_in_the_sentence(tmp_path: Path, name: bytes) -> None:
    (publish(tmp_path / "category") / os.fsdecode(name)).touch()
    message = refuse(tmp_path)
    assert message.isprintable()
    assert len(message) < 150


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "file/below"])
def test_a_root_that_cannot_be_is_one_without_a_model(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    assert "There is no category model here yet" in refuse(tmp_path / name)


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
