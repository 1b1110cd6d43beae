"""Versions that readers could not load from the bucket, and what is said of them."""

from pathlib import Path

import pytest

from inference.contract import Task
from infra.account import AccountError
from tests.infra.made import make_model
from tests.infra.models.conftest import BUCKET, World

pytestmark = [pytest.mark.stack, pytest.mark.parametrize("world", ["s3"], indirect=True)]


@pytest.mark.parametrize(
    ("key", "content", "sentence"),
    [
        ("category/2.0/model.onnx", b"damaged", "file model.onnx is damaged"),
        ("category/2.0/model.onnx", None, "lacks the file model.onnx"),
        ("category/2.0/manifest.json", b"{}", "manifest cannot be read"),
        ("category/2.0/manifest.json", b" " * 1_500_000 + b"{}", "manifest cannot be read"),
        ("category/2.0/manifest.json", None, r"category/2\.0 is not in the bucket"),
    ],
)
def test_version_that_readers_could_not_load_does_not_become_current(
    world: World, tmp_path: Path, key: str, content: bytes | None, sentence: str
) -> None:
    world.publish_three(tmp_path)
    if content is None:
        world.client.delete_object(Bucket=BUCKET, Key=key)
    else:
        world.client.put_object(Bucket=BUCKET, Key=key, Body=content)
    world.lambda_.refreshed.clear()

    with pytest.raises(AccountError, match=sentence):
        list(world.publisher.roll_back(Task.CATEGORY, "2.0"))
    assert world.read("category/current") == "3.0"
    assert world.lambda_.refreshed == []


def test_version_under_another_ones_name(world: World, tmp_path: Path) -> None:
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "model")))
    for name in ("manifest.json", "model.onnx", "tokenizer/vocab.txt"):
        world.client.copy_object(Bucket=BUCKET, Key=f"category/2.0/{name}", CopySource=f"{BUCKET}/category/1.0/{name}")

    with pytest.raises(AccountError, match=r"The manifest of category/2\.0 is another model's"):
        list(world.publisher.roll_back(Task.CATEGORY, "2.0"))


def test_current_version_that_is_gone_is_shown(world: World, tmp_path: Path) -> None:
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "model")))
    world.client.delete_object(Bucket=BUCKET, Key="category/1.0/manifest.json")

    assert list(world.publisher.list())[1:3] == ["category: 0 published", "  1.0  (current, not in the bucket)"]


@pytest.mark.parametrize("pointer", [b"\xff", b"1\0", b"../1", b"1.0" + b" " * 3_000_000])
def test_pointer_that_names_nothing(world: World, tmp_path: Path, pointer: bytes) -> None:
    world.publish_three(tmp_path)
    for name in ("current", "previous"):
        world.client.put_object(Bucket=BUCKET, Key=f"category/{name}", Body=pointer)

    assert list(world.publisher.list())[1:5] == ["category: 3 published", "  1.0", "  2.0", "  3.0"]
    with pytest.raises(AccountError, match="There is no earlier version"):
        list(world.publisher.roll_back(Task.CATEGORY, None))
