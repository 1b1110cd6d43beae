"""A model in a directory: find it, read its manifest, check its files."""

import errno
from pathlib import Path

import msgspec

from inference.contract import Task
from inference.store.checksums import is_whole
from inference.store.errors import missing, no_version, shown, unavailable, unreadable
from inference.store.manifest import MAX_MANIFEST_BYTES, Manifest, parse_manifest
from inference.store.names import BESIDE, CURRENT, MANIFEST, MAX_POINTER_BYTES, version_in
from inference.store.regular_files import NotRegularError, read_start, regular_files

_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}


class ModelDirectory(msgspec.Struct, frozen=True):
    """A model on disk. Nothing below `path` is ever executed.

    `path` may be a link, or lie below one; what is below `path` may not.
    """

    path: Path
    manifest: Manifest

    def read(self, name: str) -> bytes:
        """A file's content; raises OSError."""
        return (self.path / name).read_bytes()

    def verify(self) -> None:
        """Check that there are regular files only, all of them in the manifest, and size and sha256 of each.

        Raises
        ------
        InferenceError
            With code `model_unavailable`, naming the first file that is missing, damaged, unknown or no file at all.
        """
        task = self.manifest.task
        try:
            there = self._names()
            for name, expected in self.manifest.files.items():
                if name not in there:
                    raise unavailable(f"The {task} model lacks the file {name}.")
                if not is_whole(self.path / name, expected):
                    raise unavailable(f"The {task} model's file {name} is damaged: publish the model again.")
        except OSError:
            raise unavailable(f"The {task} model's files cannot be read: publish the model again.") from None

    def _names(self) -> set[str]:
        task, known, names = self.manifest.task, {*self.manifest.files, *BESIDE}, set()
        try:
            for name in regular_files(self.path):
                if name not in known:
                    raise unavailable(f"The {task} model's manifest does not know the file {shown(name)}.")
                names.add(name)
        except NotRegularError as error:
            raise unavailable(
                f"The {task} model holds a link, or something else that is no file: {shown(error)}. Put a copy of the "
                "file there, or remove it, and publish the model again."
            ) from None
        return names


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
    try:
        pointer = read_start(directory / CURRENT, MAX_POINTER_BYTES + 1, follow_links=True)
    except OSError as error:
        if error.errno in _ABSENT:
            return open_model(directory, task)
        raise no_version(task) from None
    version = version_in(pointer)
    if version is None:
        raise no_version(task)
    return open_model(directory / version, task)


def open_model(directory: Path, task: Task) -> ModelDirectory:
    """Read the manifest of one model directory; raises like `find_model`."""
    try:
        manifest = read_start(directory / MANIFEST, MAX_MANIFEST_BYTES + 1, follow_links=False)
    except OSError as error:
        raise (missing if error.errno in _ABSENT else unreadable)(task) from None
    return ModelDirectory(directory, parse_manifest(manifest, task))
