"""Copies one version of a model from where it was published, checking every byte."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from inference.contract import InferenceError, Task
from inference.store.checksums import DamagedError, checked
from inference.store.directory import open_model
from inference.store.errors import shown
from inference.store.manifest import MAX_MANIFEST_BYTES, Manifest, ModelFile, parse_manifest
from inference.store.names import MANIFEST, is_version
from infra.model_sync.errors import SyncError
from infra.model_sync.versions import Versions


class Published(Protocol):
    """Where models are published: keys are `<task>/<version>/<file>`."""

    def read(self, key: str) -> Iterable[bytes]:
        """The object's bytes, in pieces that fit into memory; raises KeyError where there is none."""
        ...


def bring(published: Published, versions: Versions, task: Task, version: str) -> None:
    """Have a version on the file system, complete and checked, whether or not it was there before.

    Raises
    ------
    SyncError
        The version was not published, is damaged, or is there already with other files.
    """
    if not is_version(version):
        raise SyncError(f"{shown(version)} is no version: `python -m infra.models list` shows what is in the bucket.")
    prefix = f"{task}/{version}"
    raw = _fetch_manifest(published, prefix)
    manifest = _parse(raw, task, version)
    if version in versions.present() and _is_whole(versions.path(version), raw, task):
        return
    with versions.adding(version) as directory:
        for name, expected in manifest.files.items():
            _copy(published, f"{prefix}/{name}", directory / name, expected)
        (directory / MANIFEST).write_bytes(raw)


def _fetch_manifest(published: Published, prefix: str) -> bytes:
    content = b""
    try:
        for piece in published.read(f"{prefix}/{MANIFEST}"):
            content += piece
            if len(content) > MAX_MANIFEST_BYTES:  # nobody reads it further to say that it is too large
                break
    except KeyError:
        raise SyncError(f"{prefix} is not in the bucket. `python -m infra.models list` shows what is.") from None
    return content


def _parse(raw: bytes, task: Task, version: str) -> Manifest:
    try:
        manifest = parse_manifest(raw, task)
    except InferenceError as error:
        raise SyncError(f"{task}/{version}: {error.message}") from None
    if manifest.version != version:
        raise SyncError(f"The manifest of {task}/{version} is another model's. Publish the model again.")
    return manifest


def _is_whole(directory: Path, manifest: bytes, task: Task) -> bool:
    try:
        model = open_model(directory, task)
        model.verify()
    except InferenceError:
        return False
    if (directory / MANIFEST).read_bytes() != manifest:
        raise SyncError(f"{directory.name} is there already with other files. Give the changed model a new version.")
    return True


def _copy(published: Published, key: str, target: Path, expected: ModelFile) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("wb") as stream:
            stream.writelines(checked(published.read(key), expected))
    except KeyError:
        raise SyncError(f"{key} is not in the bucket: the upload was interrupted. Publish the model again.") from None
    except DamagedError:
        raise SyncError(f"{key} is not what its manifest says. Publish the model again.") from None
