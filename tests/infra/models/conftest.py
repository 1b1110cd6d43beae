"""An account with moto's S3, and with ModelSync's own code behind a fake Lambda."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws

from inference.contract import Task
from infra.model_sync.actions import perform
from infra.model_sync.bucket import Bucket
from infra.models.bucket import ModelBucket
from infra.models.bucket_store import BucketStore
from infra.models.commands import Publisher
from infra.models.reader_functions import ReaderFunctions
from infra.models.sync import ModelSync
from tests.infra.made import make_model

BUCKET = "models"


class FakeLambda:
    """Runs ModelSync in this process, and notes whose configuration was changed."""

    def __init__(self, client: Any, root: Path) -> None:
        self._bucket = Bucket(BUCKET, client)
        self._root = root
        self.refreshed: list[str] = []
        self.crashes = False

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - boto3's names
        answer = {"errorMessage": "boom"} if self.crashes else perform(json.loads(Payload), self._bucket, self._root)
        return {"Payload": io.BytesIO(json.dumps(answer).encode())}

    def update_function_configuration(self, FunctionName: str, Description: str) -> dict[str, Any]:  # noqa: N803
        self.refreshed.append(f"{FunctionName}: {Description}")
        return {"SnapStart": {"ApplyOn": "None"}}


class World(SimpleNamespace):
    client: Any
    lambda_: FakeLambda
    publisher: Publisher
    publishers: dict[str, Publisher]
    progress: list[tuple[str, int, int]]

    def read(self, key: str) -> str:
        """An object of the bucket."""
        return str(self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode())

    def publish_three(self, directory: Path) -> None:
        """Versions 1.0, 2.0 and 3.0 of a category model, the last of which is current."""
        for version in ("1.0", "2.0", "3.0"):
            list(self.publisher.publish(Task.CATEGORY, make_model(directory / version, version)))


@pytest.fixture(params=["efs", "s3"])
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """An account with a bucket and a file system; `publisher` is that of the store in the test's name."""
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        (tmp_path / "mnt").mkdir()
        lambda_: Any = FakeLambda(client, tmp_path / "mnt")
        readers = ReaderFunctions(lambda_, {task: f"{task}-function" for task in Task})
        progress: list[tuple[str, int, int]] = []
        bucket = ModelBucket(client, BUCKET)
        publishers = {
            name: Publisher(bucket, store, readers, lambda *step: progress.append(step))
            for name, store in (("efs", ModelSync(lambda_, "sync", bucket)), ("s3", BucketStore(bucket)))
        }
        yield World(
            client=client,
            lambda_=lambda_,
            publisher=publishers[request.param],
            publishers=publishers,
            progress=progress,
        )
