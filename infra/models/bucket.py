"""The bucket that models are published to: `<task>/<version>/<file>`, and `<task>/current` as readers want it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from inference.contract import InferenceError, Task
from inference.store.directory import ModelDirectory
from inference.store.manifest import MAX_MANIFEST_BYTES
from inference.store.model import S3_SCHEME
from inference.store.names import CARD, CURRENT, MANIFEST, PREVIOUS, is_version, version_in
from inference.store.s3_store import fetch_version
from infra.account import AccountError, explained

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Progress = Callable[[str, int, int], None]
"""Told of a file's name, the bytes sent of it so far, and its size."""


class ModelBucket:
    def __init__(self, client: "S3Client", name: str) -> None:
        self._client = client
        self._name = name

    def upload(self, model: ModelDirectory, progress: Progress) -> None:
        """Upload a version, its manifest last: what has no manifest was interrupted and does not count.

        Raises
        ------
        AccountError
            The directory is damaged, or the version was published with other files.
        """
        try:
            model.verify()
        except InferenceError as error:
            raise AccountError(error.message) from None
        if not is_version(model.manifest.version):
            raise AccountError(
                f"{model.manifest.version} is no version: take letters, digits, dots, dashes, 64 at most."
            )
        prefix = f"{model.manifest.task}/{model.manifest.version}"
        manifest = (model.path / MANIFEST).read_bytes()
        with explained():
            if (published := self._get(f"{prefix}/{MANIFEST}")) is not None:
                if published == manifest:
                    return
                raise AccountError(
                    f"{prefix} is published already, with other files. Give the changed model a new version."
                )
            card = [CARD] if (model.path / CARD).is_file() else []
            for name in [*card, *model.manifest.files]:
                self._send(model, name, f"{prefix}/{name}", progress)
            self._client.put_object(Bucket=self._name, Key=f"{prefix}/{MANIFEST}", Body=manifest)

    def versions(self, task: Task) -> list[str]:
        """What is published completely, in alphabetical order."""
        with explained():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=f"{task}/")
            keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        return sorted(key.split("/")[1] for key in keys if key.count("/") == 2 and key.endswith(f"/{MANIFEST}"))

    def check(self, task: Task, version: str) -> None:
        """Fetch a version as readers do; raises AccountError where they could not load it."""
        with explained():
            if not is_version(version) or self._get(f"{task}/{version}/{MANIFEST}") is None:
                raise AccountError(
                    f"{task}/{version} is not in the bucket. `python -m infra.models list` shows what is."
                )
        try:
            model = fetch_version(self._client, f"{S3_SCHEME}{self._name}", task, version)
        except InferenceError as error:
            raise AccountError(error.message) from None
        if model.manifest.version != version:
            raise AccountError(f"The manifest of {task}/{version} is another model's. Publish the model again.")

    def pointers(self, task: Task) -> tuple[str | None, str | None]:
        """The version that the bucket names as current, and the one before it."""
        with explained():
            current, previous = (self._get(f"{task}/{name}") for name in (CURRENT, PREVIOUS))
        return _version(current), _version(previous)

    def point(self, task: Task, current: str, previous: str | None) -> None:
        """Name the versions; readers that start from now on load the current one. Whatever interrupts, one is named."""
        with explained():
            if previous:
                self._client.put_object(Bucket=self._name, Key=f"{task}/{PREVIOUS}", Body=previous.encode())
            self._client.put_object(Bucket=self._name, Key=f"{task}/{CURRENT}", Body=current.encode())

    def _get(self, key: str) -> bytes | None:
        try:
            body = self._client.get_object(Bucket=self._name, Key=key)["Body"]
            content: bytes = body.read(MAX_MANIFEST_BYTES + 1)  # a pointer is smaller still
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        return content

    def _send(self, model: ModelDirectory, name: str, key: str, progress: Progress) -> None:
        path = model.path / name
        size, sent = path.stat().st_size, 0

        def count(piece: int) -> None:
            nonlocal sent
            sent += piece
            progress(name, sent, size)

        self._client.upload_file(str(path), self._name, key, Callback=count)


def _version(content: bytes | None) -> str | None:
    return None if content is None else version_in(content)
