"""The stack's own publication, through its entry point: with moto's S3, and with ModelSync's own code."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from inference.contract import Task
from infra.custom_resources import answering
from infra.custom_resources.seed_handler import handler
from infra.models import composition
from tests.infra.cloudformation import Answer, CloudFormation
from tests.infra.made import make_model
from tests.infra.models.conftest import BUCKET, World

pytestmark = pytest.mark.stack

only_efs = pytest.mark.parametrize("world", ["efs"], indirect=True)


class Stack:
    """Sends the function its requests; the models that come with it are small ones."""

    def __init__(self, world: World, cloudformation: CloudFormation, context: object) -> None:
        self._world, self._cloudformation, self._context = world, cloudformation, context

    def ask(self, kind: str) -> Answer:
        handler(self._cloudformation.request(kind), self._context)
        return self._cloudformation.answers[-1]

    def current(self) -> dict[Task, str | None]:
        return {task: self._world.publisher._store.state()[task].current for task in Task}


@pytest.fixture
def stack(
    world: World, cloudformation: CloudFormation, context: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Stack:
    for task in Task:
        make_model(tmp_path / "embedded" / task, "1.0", task)
        monkeypatch.setenv(f"{task.upper()}_FUNCTION", f"{task}-function")
    monkeypatch.setenv("MODEL_BUCKET", BUCKET)
    monkeypatch.setenv("MODEL_SYNC_FUNCTION", "sync")
    monkeypatch.setattr(answering, "_REFUSED_PAUSES", (0.0, 0.0))
    small = partial(world.publisher.publish_embedded, tmp_path / "embedded")
    monkeypatch.setattr(world.publisher, "publish_embedded", small)
    monkeypatch.setattr(composition, "create_publisher", lambda *_: world.publisher)
    return Stack(world, cloudformation, context)


def test_a_new_stack_has_models(stack: Stack, world: World) -> None:
    assert stack.ask("Create")["Status"] == "SUCCESS"

    assert stack.current() == dict.fromkeys(Task, "1.0")
    assert world.read("answers/current") == "1.0"
    assert len(world.lambda_.refreshed) == len(Task)


@pytest.mark.parametrize("again", ["Create", "Update"])
def test_a_second_time_changes_nothing(stack: Stack, world: World, again: str) -> None:
    stack.ask("Create")
    world.progress.clear()
    world.lambda_.refreshed.clear()

    assert stack.ask(again)["Status"] == "SUCCESS"

    assert world.progress == []
    assert world.lambda_.refreshed == []


@pytest.mark.parametrize("kind", ["Create", "Update"])
def test_a_teams_own_model_stays(stack: Stack, world: World, tmp_path: Path, kind: str) -> None:
    list(world.publisher.publish(Task.CATEGORY, make_model(tmp_path / "own", "our-own")))

    assert stack.ask(kind)["Status"] == "SUCCESS"

    assert stack.current() == {Task.NOUNS: "1.0", Task.CATEGORY: "our-own", Task.ANSWERS: "1.0"}


@only_efs
@pytest.mark.parametrize("kind", ["Create", "Update"])
def test_a_task_that_stays_without_a_model_is_named(stack: Stack, world: World, tmp_path: Path, kind: str) -> None:
    list(world.publisher.publish(Task.NOUNS, make_model(tmp_path / "own", "1.0", "nouns")))
    (tmp_path / "embedded" / "answers" / "model.onnx").write_bytes(b"damaged")

    told = stack.ask(kind)

    assert told["Status"] == "FAILED"
    assert told["Reason"] == (
        "There is no model for answers. The answers model's file model.onnx is damaged: publish the model again."
    )


@only_efs
def test_model_sync_that_crashes_is_told(stack: Stack, world: World) -> None:
    world.lambda_.crashes = True

    told = stack.ask("Create")

    assert told["Status"] == "FAILED"
    assert told["Reason"].startswith("ModelSync failed; nothing was switched. Its log says why")


def test_readers_that_cannot_be_told_find_the_model_themselves(
    stack: Stack, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "ResourceConflictException", "Message": "busy"}}, "Update")

    stack.ask("Create")
    world.client.delete_object(Bucket=BUCKET, Key="nouns/current")
    monkeypatch.setattr(world.lambda_, "update_function_configuration", refuse)

    assert stack.ask("Update")["Status"] == "SUCCESS"


def test_a_deletion_asks_nobody_and_leaves_the_models(
    stack: Stack, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack.ask("Create")
    monkeypatch.setattr(composition, "create_publisher", None)

    assert stack.ask("Delete")["Status"] == "SUCCESS"

    assert stack.current() == dict.fromkeys(Task, "1.0")


@pytest.mark.parametrize(("kind", "status"), [("Create", "FAILED"), ("Delete", "SUCCESS")])
def test_a_package_that_cannot_be_imported_is_answered_too(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, kind: str, status: str
) -> None:
    monkeypatch.setitem(sys.modules, "infra.models.composition", None)

    told = stack.ask(kind)

    assert told["Status"] == status
    assert kind == "Delete" or told["Reason"].startswith("This failed (ModuleNotFoundError)")
