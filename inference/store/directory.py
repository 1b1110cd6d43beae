"""A model in a directory: find it, read its manifest, check its files."""

from pathlib import Path

import msgspec

from inference.contract import Task
from inference.store.checksums import is_whole
from inference.store.errors import missing, no_version, unavailable, unreadable
from inference.store.manifest import Manifest, parse_manifest
from inference.store.names import BESIDE, CURRENT, MANIFEST, version_in


class ModelDirectory(msgspec.Struct, frozen=True):
    """A model on disk. Nothing below `path` is ever executed."""

    path: Path
    manifest: Manifest

    def verify(self) -> None:
        """Check size and sha256 of every file that the manifest names, and that there are no others.

        Raises
        ------
        InferenceError
            With code `model_unavailable`, naming the first file that is missing, damaged or unknown.
        """
        for name, expected in self.manifest.files.items():
            file = self.path / name
            if not file.is_file():
                raise unavailable(f"The {self.manifest.task} model lacks the file {name}.")
            if not is_whole(file, expected):
                raise unavailable(f"The {self.manifest.task} model's file {name} is damaged: publish the model again.")
        for file in self.path.rglob("*"):
            name = file.relative_to(self.path).as_posix()
            if not file.is_dir() and file.name not in BESIDE and name not in self.manifest.files:
                raise unavailable(f"The {self.manifest.task} model's manifest does not know the file {name}.")


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
        version = version_in(pointer.read_bytes())
        if version is None:
            raise no_version(task)
        directory /= version
    return open_model(directory, task)


def open_model(directory: Path, task: Task) -> ModelDirectory:
    """Read the manifest of one model directory; raises like `find_model`."""
    try:
        manifest = (directory / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise missing(task) from None
    except OSError:
        raise unreadable(task) from None
    return ModelDirectory(directory, parse_manifest(manifest, task))
