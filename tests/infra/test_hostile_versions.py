"""What ModelSync does with a version that is not what its manifest says: the one before it goes on serving."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from infra.model_sync.actions import perform

pytestmark = pytest.mark.stack

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
