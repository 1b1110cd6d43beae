"""Publishing against moto's S3, with ModelSync's own code behind a fake Lambda."""

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
from infra.account import AccountError
from infra.model_sync.actions import perform
from infra.model_sync.bucket import Bucket
from infra.models.bucket import ModelBucket
from infra.models.commands import Publisher
from infra.models.sync import ModelSync
from tests.infra.made import make_model

pytestmark = pytest.mark.stack

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

    def update_function_configuration(self, FunctionName: str, Description: str) -> None:  # noqa: N803
        self.refreshed.append(f"{FunctionName}: {Description}")


class World(SimpleNamespace):
    client: Any
    lambda_: FakeLambda
    publisher: Publisher
    progress: list[tuple[str, int, int]]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        (tmp_path / "mnt").mkdir()
        lambda_: Any = FakeLambda(client, tmp_path / "mnt")
        readers = {task: f"{task}-function" for task in Task}
        progress: list[tuple[str, int, int]] = []
        publisher = Publisher(
            ModelBucket(client, BUCKET),
            ModelSync(lambda_, "sync", readers),
            lambda *step: progress.append(step),
        )
        yield World(client=client, lambda_=lambda_, publisher=publisher, progress=progress)


def test_publishing(world: World, tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    (model / "MODEL_CARD.md").write_text("What it is for.", encoding="utf-8")

    lines = list(world.publisher.publish(Task.CATEGORY, model))

    assert lines == ["category: publishing made@1.0", "category: 1.0 is current"]
    assert ("model.onnx", 7, 7) in world.progress
    assert world.client.get_object(Bucket=BUCKET, Key="category/1.0/MODEL_CARD.md")
    assert world.lambda_.refreshed == ["category-function: Reads with category 1.0"]


def test_publishing_again_uploads_nothing(world: World, tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    list(world.publisher.publish(Task.CATEGORY, model))
    world.progress.clear()

    list(world.publisher.publish(Task.CATEGORY, model))

    assert world.progress == []


def test_version_that_was_published_with_other_files(world: World, tmp_path: Path) -> None:
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "first")))

    with pytest.raises(AccountError, match="Give the changed model a new version"):
        list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "second", files={"model.onnx": b"other"})))


def test_damaged_model_is_not_published(world: World, tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    (model / "model.onnx").write_bytes(b"damaged")

    with pytest.raises(AccountError, match=r"model\.onnx"):
        list(world.publisher.publish(Task.CATEGORY, model))
    assert "Contents" not in world.client.list_objects_v2(Bucket=BUCKET)


def test_version_that_is_no_name(world: World, tmp_path: Path) -> None:
    with pytest.raises(AccountError, match="previous is no version"):
        list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "model", "previous")))


@pytest.mark.parametrize("task", [Task.NOUNS, Task.ANSWERS])
def test_model_of_another_task(world: World, tmp_path: Path, task: Task) -> None:
    with pytest.raises(AccountError, match="made for category"):
        list(world.publisher.publish(task, make_model(tmp_path / "model")))


def test_interrupted_upload_does_not_count(world: World, tmp_path: Path) -> None:
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "first")))
    world.client.put_object(Bucket=BUCKET, Key="category/2.0/model.onnx", Body=b"weights")

    assert list(world.publisher.list())[:2] == ["nouns: 0 published", "category: 1 published"]
    with pytest.raises(AccountError, match=r"category/2\.0 is not in the bucket"):
        list(world.publisher.roll_back(Task.CATEGORY, "2.0"))


def test_listing_and_rolling_back(world: World, tmp_path: Path) -> None:
    for version in ("1.0", "2.0", "3.0"):
        list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / version, version)))

    back = list(world.publisher.roll_back(Task.CATEGORY, None))
    assert back == ["category: 2.0 is current; 3.0 stays for a rollback"]
    world.client.delete_object(Bucket=BUCKET, Key="category/3.0/manifest.json")

    listed = list(world.publisher.list())
    assert listed[1:5] == [
        "category: 2 published",
        "  1.0",
        "  2.0  (current)",
        "  3.0  (previous, not in the bucket)",
    ]


def test_embedded_models_never_replace_a_teams_own(world: World, tmp_path: Path) -> None:
    for task in Task:
        make_model(tmp_path / "embedded" / task, "1.0", task)
    own = make_model(tmp_path / "own", "our-own")
    list(world.publisher.publish(Task.CATEGORY, own))

    first = list(world.publisher.publish_embedded(tmp_path / "embedded"))
    second = list(world.publisher.publish_embedded(tmp_path / "embedded"))

    assert "nouns: 1.0 is current" in first
    assert second[0] == "nouns: 1.0 is current"
    assert second[1].startswith("category: keeps our-own; for the one that comes with Lectern, publish category ")


def test_crash_of_model_sync(world: World, tmp_path: Path) -> None:
    world.lambda_.crashes = True

    with pytest.raises(AccountError, match="nothing was switched"):
        list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "model")))
    assert world.lambda_.refreshed == []
