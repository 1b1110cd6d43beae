"""Publishing to either store."""

from pathlib import Path

import pytest

from inference.contract import Task
from infra.account import AccountError
from tests.infra.made import make_model
from tests.infra.models.conftest import BUCKET, World

pytestmark = pytest.mark.stack

only_efs = pytest.mark.parametrize("world", ["efs"], indirect=True)


def test_publishing(world: World, tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    (model / "MODEL_CARD.md").write_text("What it is for.", encoding="utf-8")

    lines = list(world.publisher.publish(Task.CATEGORY, model))

    assert lines == ["category: publishing made@1.0", "category: 1.0 is current"]
    assert ("model.onnx", 7, 7) in world.progress
    assert world.client.get_object(Bucket=BUCKET, Key="category/1.0/MODEL_CARD.md")
    assert world.read("category/current") == "1.0"
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


def test_model_with_a_link_in_it_is_not_published(world: World, tmp_path: Path) -> None:
    model = make_model(tmp_path / "model")
    (model / "MODEL_CARD.md").symlink_to("/etc/hostname")

    with pytest.raises(AccountError, match=r"holds a link, or something else that is no file: MODEL_CARD\.md"):
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


def test_rolling_back_and_on_again(world: World, tmp_path: Path) -> None:
    world.publish_three(tmp_path)

    assert list(world.publisher.roll_back(Task.CATEGORY, None)) == [
        "category: 2.0 is current; 3.0 stays for a rollback"
    ]
    assert list(world.publisher.list())[1:5] == [
        "category: 3 published",
        "  1.0",
        "  2.0  (current)",
        "  3.0  (previous)",
    ]
    assert list(world.publisher.roll_back(Task.CATEGORY, None)) == [
        "category: 3.0 is current; 2.0 stays for a rollback"
    ]
    assert list(world.publisher.roll_back(Task.CATEGORY, "1.0")) == [
        "category: 1.0 is current; 3.0 stays for a rollback"
    ]
    assert (world.read("category/current"), world.read("category/previous")) == ("1.0", "3.0")


def test_nothing_to_go_back_to(world: World, tmp_path: Path) -> None:
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "model")))

    with pytest.raises(AccountError, match="There is no earlier version"):
        list(world.publisher.roll_back(Task.CATEGORY, None))
    assert world.read("category/current") == "1.0"


@only_efs
def test_version_that_only_the_file_system_has(world: World, tmp_path: Path) -> None:
    world.publish_three(tmp_path)
    list(world.publisher.roll_back(Task.CATEGORY, None))
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


def test_other_store_goes_on_with_the_same_versions(world: World, tmp_path: Path) -> None:
    """A stack whose ModelStore was changed; `make deploy` publishes the embedded models where there are none."""
    for task in Task:
        make_model(tmp_path / "embedded" / task, "1.0", task)
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "own", "our-own")))
    (other,) = (each for each in world.publishers.values() if each is not world.publisher)

    list(other.publish_embedded(tmp_path / "embedded"))

    assert list(other.list()) == [
        *("nouns: 1 published", "  1.0  (current)"),
        *("category: 1 published", "  our-own  (current)"),
        *("answers: 1 published", "  1.0  (current)"),
    ]


@only_efs
def test_crash_of_model_sync(world: World, tmp_path: Path) -> None:
    world.lambda_.crashes = True

    with pytest.raises(AccountError, match="nothing was switched"):
        list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "model")))
    assert world.lambda_.refreshed == []
