"""Find a model directory, read its manifest and check its files."""

import hashlib
from collections.abc import Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path, PurePosixPath

import msgspec

from inference.contract import UNREADABLE, ErrorCode, InferenceError, Task
from inference.manifest import Manifest

MANIFEST = "manifest.json"
CURRENT = "current"
_BESIDE = frozenset({MANIFEST, "MODEL_CARD.md"})
"""What a manifest does not list."""

S3_SCHEME = "s3://"

ModelRoot = Path | str
"""Where models lie: a directory, or `s3://bucket/prefix`."""


class ModelDirectory(msgspec.Struct, frozen=True):
    """A model on disk. Nothing below `path` is ever executed."""

    path: Path
    manifest: Manifest

    def verify(self) -> None:
        """Check size and sha256 of every file that the manifest names, and that there are no others.

        Raises
        ------
        InferenceError
            With code `model_unavailable`, naming the first file that is missing, damaged, unknown or outside the
            directory.
        """
        for name, expected in self.manifest.files.items():
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise unavailable(f"The {self.manifest.task} model's manifest names a file outside its directory.")
            file = self.path / name
            if not file.is_file():
                raise unavailable(f"The {self.manifest.task} model lacks the file {name}.")
            if file.stat().st_size != expected.bytes or _sha256(file) != expected.sha256:
                raise unavailable(f"The {self.manifest.task} model's file {name} is damaged: publish the model again.")
        for file in self.path.rglob("*"):
            name = file.relative_to(self.path).as_posix()
            if not file.is_dir() and file.name not in _BESIDE and name not in self.manifest.files:
                raise unavailable(f"The {self.manifest.task} model's manifest does not know the file {name}.")


class ModelInMemory(msgspec.Struct, frozen=True):
    """A model that never was on this disk; its files were checked as they came in."""

    manifest: Manifest
    files: Mapping[str, bytes]

    def verify(self) -> None:
        """Nothing to do: what does not fit the manifest is not in memory."""


Model = ModelDirectory | ModelInMemory


def model_root(value: str) -> ModelRoot:
    """What a setting or an argument names."""
    return value if value.startswith(S3_SCHEME) else Path(value)


def load_model(root: ModelRoot, task: Task) -> Model:
    """Find the model of a task, and check that each of its files is what the manifest says.

    Raises
    ------
    InferenceError
        With code `model_unavailable` when there is none, or when it is damaged.
    """
    if isinstance(root, str):
        from inference.s3_store import fetch_model  # noqa: PLC0415 - boto3 is for those who have their models in S3

        return fetch_model(root, task)
    model = find_model(root, task)
    model.verify()
    return model


def find_model(root: Path, task: Task) -> ModelDirectory:
    """Find the model of a task below `root`.

    `root/<task>/current` names the version where models are published beside each other; without it the model lies
    in `root/<task>` itself.

    Raises
    ------
    InferenceError
        With code `model_unavailable` when there is none, or when its manifest cannot be read or is another task's.
    """
    directory = root / task
    pointer = directory / CURRENT
    if pointer.is_file():
        directory = directory / version_name(pointer.read_text(encoding="utf-8"), task)
    return open_model(directory, task)


def open_model(directory: Path, task: Task) -> ModelDirectory:
    """Read the manifest of one model directory; raises like `find_model`."""
    try:
        manifest = (directory / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise missing(task) from None
    except OSError:
        raise _unreadable(task) from None
    return ModelDirectory(directory, parse_manifest(manifest, task))


def parse_manifest(content: bytes, task: Task) -> Manifest:
    """Raises InferenceError `model_unavailable` when it cannot be read or is another task's."""
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except UNREADABLE:
        raise _unreadable(task) from None
    if manifest.task is not task:
        raise unavailable(f"The model published for {task} was made for {manifest.task}.")
    return manifest


def version_name(content: str, task: Task) -> str:
    """What a pointer names; raises InferenceError `model_unavailable` when that is no plain name."""
    version = content.strip()
    if not version or version != Path(version).name or version in {".", ".."}:
        raise unavailable(f"The {task} model's current version is not a version name: publish the model again.")
    return version


def missing(task: Task) -> InferenceError:
    """An error of a model that was never published here."""
    return unavailable(f"There is no {task} model here yet: publish one, or name another model directory.")


def unavailable(message: str) -> InferenceError:
    """An error of a model that cannot be used."""
    return InferenceError(ErrorCode.MODEL_UNAVAILABLE, message)


def _unreadable(task: Task) -> InferenceError:
    return unavailable(f"The {task} model's manifest cannot be read: publish the model again.")


def _sha256(file: Path) -> str:
    """In one step, which asks for Python's lock but once."""
    if not file.stat().st_size:  # which cannot be mapped
        return hashlib.sha256().hexdigest()
    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        return hashlib.sha256(content).hexdigest()
