"""Copies one version of a model from where it was published, checking every byte."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

import msgspec

from inference.contract import UNREADABLE, InferenceError, Task
from inference.manifest import Manifest, ModelFile
from inference.models import MANIFEST, open_model
from infra.model_sync.errors import SyncError
from infra.model_sync.versions import Versions

_VERSION = re.compile(r"(?!current$|previous$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""It names a directory beside the files that name versions."""


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
    prefix = f"{task}/{version}"
    raw = _fetch_manifest(published, prefix)
    manifest = _parse(raw, task, version)
    if version in versions.present() and _is_whole(versions.path(version), raw, task):
        return
    with versions.adding(version) as directory:
        for name, expected in manifest.files.items():
            _copy(published, f"{prefix}/{name}", directory / name, expected)
        (directory / MANIFEST).write_bytes(raw)


def is_version(name: str) -> bool:
    """Whether a version may be called so."""
    return _VERSION.fullmatch(name) is not None


def _fetch_manifest(published: Published, prefix: str) -> bytes:
    try:
        return b"".join(published.read(f"{prefix}/{MANIFEST}"))
    except KeyError:
        raise SyncError(f"{prefix} is not in the bucket. `python -m infra.models list` shows what is.") from None


def _parse(raw: bytes, task: Task, version: str) -> Manifest:
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except UNREADABLE:
        raise SyncError(f"The manifest of {task}/{version} cannot be read. Publish the model again.") from None
    if manifest.task is not task or manifest.version != version or not is_version(version):
        raise SyncError(f"The manifest of {task}/{version} is another model's. Publish the model again.")
    for name in manifest.files:
        if PurePosixPath(name).is_absolute() or {"..", ""} & set(name.split("/")) or name == MANIFEST:
            raise SyncError(f"The manifest of {task}/{version} names a file outside the model's directory.")
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
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("wb") as stream:
            for piece in published.read(key):
                digest.update(piece)
                stream.write(piece)
    except KeyError:
        raise SyncError(f"{key} is not in the bucket: the upload was interrupted. Publish the model again.") from None
    if target.stat().st_size != expected.bytes or digest.hexdigest() != expected.sha256:
        raise SyncError(f"{key} is not what its manifest says. Publish the model again.")
