"""Models on the file system: whatever happens on the way, readers find a whole version."""

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inference.contract import InferenceError, Task
from inference.store.directory import find_model
from infra.model_sync.actions import perform
from tests.infra.made import make_model

pytestmark = pytest.mark.stack


class FakeBucket:
    """Objects by key; `interrupt` names one whose reading breaks off as a killed function does."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.interrupt: str | None = None

    def put(self, model: Path) -> None:
        manifest = json.loads((model / "manifest.json").read_bytes())
        for path in (path for path in model.rglob("*") if path.is_file()):
            key = f"{manifest['task']}/{manifest['version']}/{path.relative_to(model)}"
            self.objects[key] = path.read_bytes()

    def read(self, key: str) -> Iterator[bytes]:
        if key == self.interrupt:
            raise KeyboardInterrupt
        content = self.objects[key]
        yield content[:3]
        yield content[3:]


@pytest.fixture
def bucket(tmp_path: Path) -> FakeBucket:
    """Holds the versions 1.0, 2.0 and 3.0 of a category model."""
    bucket = FakeBucket()
    for version in ("1.0", "2.0", "3.0"):
        bucket.put(make_model(tmp_path / "published" / version, version))
    return bucket


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mnt").mkdir()
    return tmp_path / "mnt"


def _switch(bucket: FakeBucket, root: Path, version: str) -> dict[str, Any]:
    return perform({"action": "switch", "task": "category", "version": version}, bucket, root)


def _state(current: str | None, previous: str | None, *present: str) -> dict[str, Any]:
    return {"current": current, "previous": previous, "present": list(present)}


def test_switching_brings_checks_and_keeps_one_version_before(bucket: FakeBucket, root: Path) -> None:
    assert _switch(bucket, root, "1.0")["tasks"]["category"] == _state("1.0", None, "1.0")
    assert _switch(bucket, root, "2.0")["tasks"]["category"] == _state("2.0", "1.0", "1.0", "2.0")
    assert _switch(bucket, root, "3.0")["tasks"]["category"] == _state("3.0", "2.0", "2.0", "3.0")

    model = find_model(root, Task.CATEGORY)
    model.verify()
    assert model.manifest.version == "3.0"


def test_switching_twice_is_switching_once(bucket: FakeBucket, root: Path) -> None:
    _switch(bucket, root, "1.0")
    first = _switch(bucket, root, "2.0")
    bucket.objects = {key: value for key, value in bucket.objects.items() if key.endswith("manifest.json")}

    assert _switch(bucket, root, "2.0") == first  # without fetching anything but the manifest


def test_rolling_back_and_forth(bucket: FakeBucket, root: Path) -> None:
    _switch(bucket, root, "1.0")
    _switch(bucket, root, "2.0")
    back = {"action": "roll_back", "task": "category"}

    assert perform(back, bucket, root)["tasks"]["category"] == _state("1.0", "2.0", "1.0", "2.0")
    assert perform(back, bucket, root)["tasks"]["category"] == _state("2.0", "1.0", "1.0", "2.0")


def test_nothing_to_roll_back_to(bucket: FakeBucket, root: Path) -> None:
    _switch(bucket, root, "1.0")

    error = perform({"action": "roll_back", "task": "category"}, bucket, root)["error"]

    assert error == "There is no earlier version on the file system to go back to. Name one with --to VERSION."


@pytest.mark.parametrize(
    ("key", "content", "error"),
    [
        ("category/2.0/model.onnx", b"WEIGHTS", "category/2.0/model.onnx is not what its manifest says"),
        ("category/2.0/model.onnx", None, "category/2.0/model.onnx is not in the bucket: the upload was interrupted"),
        ("category/2.0/manifest.json", None, "category/2.0 is not in the bucket"),
        ("category/2.0/manifest.json", b"{}", "category/2.0: The category model's manifest cannot be read"),
    ],
)
def test_damaged_publication_changes_nothing(
    bucket: FakeBucket, root: Path, key: str, content: bytes | None, error: str
) -> None:
    _switch(bucket, root, "1.0")
    if content is None:
        del bucket.objects[key]
    else:
        bucket.objects[key] = content

    assert _switch(bucket, root, "2.0")["error"].startswith(error)
    assert perform({"action": "list"}, bucket, root)["tasks"]["category"] == _state("1.0", None, "1.0")


@pytest.mark.parametrize("name", ["../../nouns/current", "/etc/passwd", "a//b", "manifest.json"])
def test_manifest_that_reaches_out_of_its_directory(bucket: FakeBucket, root: Path, name: str) -> None:
    manifest = json.loads(bucket.objects["category/1.0/manifest.json"])
    manifest["files"][name] = {"sha256": "0" * 64, "bytes": 0}
    bucket.objects["category/1.0/manifest.json"] = json.dumps(manifest).encode()

    assert "names a file outside" in _switch(bucket, root, "1.0")["error"]
    assert [path.name for path in root.iterdir()] == [".lock"]


@pytest.mark.parametrize("version", ["..", ".hidden", "a/b", "current"])
def test_version_that_is_no_name(bucket: FakeBucket, root: Path, version: str, tmp_path: Path) -> None:
    bucket.put(make_model(tmp_path / "strange", version))

    assert "error" in _switch(bucket, root, version)
    with pytest.raises(InferenceError):
        find_model(root, Task.CATEGORY)


@pytest.mark.parametrize("at", ["model.onnx", "tokenizer/vocab.txt"])
def test_interrupted_copy_is_done_again(bucket: FakeBucket, root: Path, at: str) -> None:
    _switch(bucket, root, "1.0")
    bucket.interrupt = f"category/2.0/{at}"
    with pytest.raises(KeyboardInterrupt):
        _switch(bucket, root, "2.0")
    assert find_model(root, Task.CATEGORY).manifest.version == "1.0"
    (root / "category" / ".2.0.partial").mkdir(exist_ok=True)  # as a killed process leaves it

    bucket.interrupt = None
    assert _switch(bucket, root, "2.0")["tasks"]["category"] == _state("2.0", "1.0", "1.0", "2.0")
    assert not list((root / "category").glob(".*partial"))


def test_damaged_version_on_the_file_system_is_brought_again(bucket: FakeBucket, root: Path) -> None:
    _switch(bucket, root, "1.0")
    (root / "category" / "1.0" / "model.onnx").write_bytes(b"damaged")

    _switch(bucket, root, "1.0")

    find_model(root, Task.CATEGORY).verify()


def test_version_never_changes_its_files(bucket: FakeBucket, root: Path, tmp_path: Path) -> None:
    _switch(bucket, root, "1.0")
    bucket.put(make_model(tmp_path / "other", "1.0", files={"model.onnx": b"others"}))

    assert "Give the changed model a new version" in _switch(bucket, root, "1.0")["error"]


def test_doubled_run_is_refused_while_the_first_is_at_work(bucket: FakeBucket, root: Path) -> None:
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert _switch(bucket, root, "1.0")["error"].startswith("Another publication is running.")

    assert "error" not in _switch(bucket, root, "1.0")


@pytest.mark.parametrize("event", [None, {}, {"action": "format"}, {"action": "switch"}, {"action": "switch", "x": 1}])
def test_strange_events(bucket: FakeBucket, root: Path, event: object) -> None:
    assert "error" in perform(event, bucket, root)
