"""Models straight from S3 into memory: streamed, checked on the way, never on a disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from inference.contract import Task
from inference.store.checksums import DamagedError, checked
from inference.store.errors import missing, no_version, shown, unavailable
from inference.store.in_memory import ModelInMemory
from inference.store.manifest import MAX_MANIFEST_BYTES, ModelFile, parse_manifest
from inference.store.model import S3_SCHEME
from inference.store.names import CURRENT, MANIFEST, MAX_POINTER_BYTES, version_in

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAX_BYTES = 4_000_000_000
"""Of all files together: a session holds weights twice while it opens, and Lambda has no functions above 10 GB."""

_PIECE = 1 << 20
_ABSENT = {"NoSuchKey", "404"}
_FORBIDDEN = {"AccessDenied", "403", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken"}


def fetch_model(root: str, task: Task) -> ModelInMemory:
    """Fetch the current model of a task below `s3://bucket/prefix`; the keys are those of a directory of models.

    Raises
    ------
    InferenceError
        With code `model_unavailable` when S3 refuses, when there is no model, when it is larger than `MAX_BYTES`, or
        when a file is not what the manifest says: damaged, or changed while it was fetched.
    """
    store = _Store(root, _client)
    with _explained(store.bucket, task):
        pointer = store.get(f"{task}/{CURRENT}", MAX_POINTER_BYTES + 1)
        if pointer is None:
            return _fetch(store, task, task)
        version = version_in(pointer)
        if version is None:
            raise no_version(task)
        return _fetch(store, f"{task}/{version}", task)


def fetch_version(client: "S3Client", root: str, task: Task, version: str) -> ModelInMemory:
    """Fetch a version that need not be the current one; raises like `fetch_model`."""
    store = _Store(root, lambda: client)
    with _explained(store.bucket, task):
        return _fetch(store, f"{task}/{version}", task)


def _fetch(store: "_Store", folder: str, task: Task) -> ModelInMemory:
    content = store.get(f"{folder}/{MANIFEST}", MAX_MANIFEST_BYTES + 1)
    if content is None:
        raise missing(task)
    manifest = parse_manifest(content, task)
    if sum(file.bytes for file in manifest.files.values()) > MAX_BYTES:
        raise unavailable(f"The {task} model is larger than {MAX_BYTES / 1e9:g} GB: publish it to a directory.")
    files = {name: store.fetch(f"{folder}/{name}", name, file, task) for name, file in manifest.files.items()}
    return ModelInMemory(manifest, files)


class _Store:
    def __init__(self, root: str, create_client: Callable[[], "S3Client"]) -> None:
        self.bucket, path = _bucket_and_path(root)
        self._prefix = f"{path}/" if path else ""
        self._client = create_client()

    def get(self, key: str, limit: int) -> bytes | None:
        """The first bytes of a small object, or None where there is none."""
        body = self._open(key)
        return None if body is None else bytes(body.read(limit))

    def fetch(self, key: str, name: str, expected: ModelFile, task: Task) -> bytes:
        """A file of the model; reading stops as soon as it is larger than it should be."""
        body = self._open(key)
        if body is None:
            raise unavailable(f"The {task} model lacks the file {name}.")
        try:
            return b"".join(checked(body.iter_chunks(_PIECE), expected))
        except DamagedError:
            raise unavailable(
                f"The {task} model's file {name} is damaged, or was changed while it was read: publish the model again."
            ) from None

    def _open(self, key: str) -> Any:
        from botocore.exceptions import ClientError  # noqa: PLC0415 - as for boto3

        try:
            return self._client.get_object(Bucket=self.bucket, Key=self._prefix + key)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT:
                return None
            raise


def _bucket_and_path(root: str) -> tuple[str, str]:
    try:
        root.encode()  # which S3 could not be sent, if it were no Unicode
        parts = urlsplit(root)
    except ValueError:
        parts = urlsplit("")
    if not parts.netloc:
        raise unavailable(
            f"{shown(root)} names no bucket: it should be {S3_SCHEME}bucket, or {S3_SCHEME}bucket/prefix."
        )
    return parts.netloc, parts.path.strip("/")


def _client() -> "S3Client":
    try:
        import boto3  # noqa: PLC0415 - Lambda has it; elsewhere it is for those who have their models in S3
        from botocore.config import Config  # noqa: PLC0415 - as for boto3
    except ImportError:
        raise unavailable("Models in S3 need boto3: pip install boto3.") from None
    # Without a way to S3 a reader says so before its own time is up; boto3 by itself would try for minutes.
    quick = Config(connect_timeout=2, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})
    client: S3Client = boto3.Session().client("s3", config=quick)
    return client


@contextmanager
def _explained(bucket: str, task: Task) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as for boto3

    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "NoSuchBucket":
            raise unavailable(f"There is no bucket {bucket}: name the right one for the {task} model.") from None
        if code in _FORBIDDEN:
            raise unavailable(
                f"Reading the {task} model from {bucket} is not allowed: allow s3:GetObject and s3:ListBucket."
            ) from None
        raise unavailable(f"The {task} model cannot be read from {bucket}: S3 says {code}.") from None
    except BotoCoreError as error:
        raise unavailable(
            f"The {task} model cannot be read from {bucket}: {type(error).__name__}. Are there credentials, a region "
            "and a network?"
        ) from None
