"""Find a model directory, read its manifest and check its files."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from inference.contract import ErrorCode, InferenceError, Task
from inference.manifest import Manifest

MANIFEST = "manifest.json"
CURRENT = "current"


@dataclass(frozen=True)
class ModelDirectory:
    """A model on disk. Nothing below `path` is ever executed."""

    path: Path
    manifest: Manifest

    def verify(self) -> None:
        """Check size and sha256 of every file that the manifest names.

        Raises
        ------
        InferenceError
            With code `model_unavailable`, naming the first file that is missing, damaged or outside the directory.
        """
        for name, expected in self.manifest.files.items():
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise unavailable(f"The {self.manifest.task} model's manifest names a file outside its directory.")
            file = self.path / name
            if not file.is_file():
                raise unavailable(f"The {self.manifest.task} model lacks the file {name}.")
            if file.stat().st_size != expected.bytes or _sha256(file) != expected.sha256:
                raise unavailable(f"The {self.manifest.task} model's file {name} is damaged: publish the model again.")


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
        directory = directory / _version(pointer, task)
    return open_model(directory, task)


def open_model(directory: Path, task: Task) -> ModelDirectory:
    """Read the manifest of one model directory; raises like `find_model`."""
    try:
        manifest = Manifest.model_validate_json((directory / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise unavailable(f"There is no {task} model here yet: publish one, or name another model directory.") from None
    except (OSError, ValidationError):
        raise unavailable(f"The {task} model's manifest cannot be read: publish the model again.") from None
    if manifest.task is not task:
        raise unavailable(f"The model published for {task} was made for {manifest.task}.")
    return ModelDirectory(directory, manifest)


def unavailable(message: str) -> InferenceError:
    """An error of a model that cannot be used."""
    return InferenceError(ErrorCode.MODEL_UNAVAILABLE, message)


def _version(pointer: Path, task: Task) -> str:
    version = pointer.read_text(encoding="utf-8").strip()
    if not version or version != Path(version).name or version in {".", ".."}:
        raise unavailable(f"The {task} model's current version is not a version name: publish the model again.")
    return version


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
