"""What ModelSync does with a version that is not what its manifest says: the one before it goes on serving."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from infra.model_sync.actions import perform

pytestmark = pytest.mark.stack

LISTED = {"sha256": "0" * 64, "bytes": 1}
FILES = {"model.onnx": b"weights" * 100, "tokenizer.json": b"{}"}


class Bucket:
    """Keys and contents."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def read(self, key: str) -> Iterable[bytes]:
        return [self.objects[key]]

    def publish(self, at: str, changes: Mapping[str, bytes | None] | None = None, **manifest: object) -> None:
        """A version; `changes` are what became of its files after the manifest was written, None if one is gone."""
        listed = {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in FILES.items()
        }
        fields: dict[str, object] = {"task": "category", "name": "m", "version": at, "engine": "onnx", "files": listed}
        fields |= {"licence": "x", "base_model": "y", **manifest}
        contents = {**FILES, **(changes or {}), "manifest.json": json.dumps(fields).encode()}
        self.objects |= {f"category/{at}/{name}": each for name, each in contents.items() if each is not None}


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


def switch(bucket: Bucket, root: Path, version: str) -> dict[str, object]:
    return perform({"action": "switch", "task": "category", "version": version}, bucket, root)


@pytest.mark.parametrize(
    ("changes", "manifest", "words"),
    [
        ({"model.onnx": b"weightz" * 100}, {}, "is not what its manifest says"),
        ({"model.onnx": b"weights" * 99}, {}, "is not what its manifest says"),
        ({"model.onnx": None}, {}, "is not in the bucket: the upload was interrupted"),
        ({}, {"files": {"../../current": {"sha256": "0" * 64, "bytes": 1}}}, "names a file outside"),
        ({}, {"files": {"/etc/passwd": {"sha256": "0" * 64, "bytes": 1}}}, "names a file outside"),
        ({}, {"engine": "pickle"}, "cannot be read"),
        ({}, {"task": "nouns"}, "was made for nouns"),
        ({}, {"version": "../1"}, "is another model's"),
        ({}, {"files": {"model.onnx": LISTED, "model.onnx/a": LISTED}}, "names a file that is a folder too"),
        ({}, {"files": {"manifest.json/a": LISTED}}, "names a file that is a folder too"),
        ({}, {"files": {"model.onnx": {"sha256": "0" * 64, "bytes": 2**63}}}, "cannot be read"),
        ({}, {"files": {f"f{number}": LISTED for number in range(1_001)}}, "names more than 1,000 files"),
        ({}, {"metrics": {"x": "x" * 1_000_000}}, "cannot be read"),
    ],
)
def test_a_bad_version_is_refused_and_the_good_one_stays(
    bucket: Bucket, tmp_path: Path, changes: dict[str, bytes | None], manifest: dict[str, object], words: str
) -> None:
    bucket.publish("1")
    assert "error" not in switch(bucket, tmp_path, "1")
    bucket.publish("2", changes, **manifest)
    assert words in str(switch(bucket, tmp_path, "2")["error"])
    assert (tmp_path / "category" / "current").read_text() == "1"
    assert [path.name for path in (tmp_path / "category").iterdir() if path.is_dir()] == ["1"]
    assert (tmp_path / "category" / "1" / "model.onnx").read_bytes() == FILES["model.onnx"]


def test_a_manifest_without_an_end_is_not_read_to_it(tmp_path: Path) -> None:
    class Endless(Bucket):
        def read(self, key: str) -> Iterator[bytes]:
            for _ in range(9):
                yield b" " * 200_000
            pytest.fail("more was read than a manifest has")

    assert "cannot be read" in str(switch(Endless(), tmp_path, "1")["error"])


@pytest.mark.parametrize("version", ["", "..", "a/b", "1\0", "a" * 2_000, "\ud800", "\x1b[31m"])
def test_a_version_that_is_no_name_is_not_looked_for(tmp_path: Path, version: str) -> None:
    class Untouched(Bucket):
        def read(self, key: str) -> Iterable[bytes]:
            pytest.fail("the bucket was asked")

    error = str(switch(Untouched(), tmp_path, version)["error"])
    assert "is no version" in error
    assert error.isprintable()


POINTERS: dict[str, Callable[[Path], object]] = {
    "no Unicode": lambda path: path.write_bytes(b"\xff"),
    "NUL": lambda path: path.write_bytes(b"1\0"),
    "too long": lambda path: path.write_bytes(b"a" * 300),
    "huge": lambda path: path.write_bytes(b"1" + b" " * 3_000_000),
    "FIFO": os.mkfifo,
    "folder": Path.mkdir,
    "circle": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("make", POINTERS.values(), ids=POINTERS)
@pytest.mark.parametrize("pointer", ["current", "previous"])
def test_a_pointer_that_names_nothing(
    bucket: Bucket, tmp_path: Path, pointer: str, make: Callable[[Path], object]
) -> None:
    bucket.publish("1")
    switch(bucket, tmp_path, "1")
    (tmp_path / "category" / pointer).unlink(missing_ok=True)
    make(tmp_path / "category" / pointer)
    state = perform({"action": "list"}, bucket, tmp_path)["tasks"]["category"]
    assert state[pointer] is None
    assert "There is no earlier version" in str(
        perform({"action": "roll_back", "task": "category"}, bucket, tmp_path)["error"]
    )


def test_a_folder_in_the_place_of_a_pointer_is_an_error_in_words(bucket: Bucket, tmp_path: Path) -> None:
    (tmp_path / "category" / "current").mkdir(parents=True)
    bucket.publish("1")
    error = str(switch(bucket, tmp_path, "1")["error"])
    assert error.startswith("The file system refused: ")
    assert error.endswith("`python -m infra.models list` shows what is current.")
