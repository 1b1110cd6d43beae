"""Models published, replaced, damaged and rolled back under the readers that are using them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.stack.deployment import Moto
from tests.stack.local_stack import LocalStack

pytestmark = pytest.mark.stack

MakeModel = Callable[..., Path]
REQUEST = {"text": "He left Google for Apple."}


def _names(reply: dict[str, Any]) -> list[str]:
    return [entity["text"] for entity in reply["entities"]]


def test_reader_waits_for_its_first_model(stack: LocalStack, make_model: MakeModel) -> None:
    error = stack.ask("NounsFunction", REQUEST)["error"]
    assert error["code"] == "model_unavailable"

    shutil.copytree(make_model("1.0", Google="ORG"), stack.models / "nouns")  # without telling the function

    assert _names(stack.ask("NounsFunction", REQUEST)) == ["Google"]


def test_running_reader_keeps_its_version_and_new_ones_take_the_new(stack: LocalStack, make_model: MakeModel) -> None:
    stack.publish(make_model("1.0", Google="ORG"))
    assert _names(stack.ask("NounsFunction", REQUEST)) == ["Google"]

    published = make_model("2.0", Apple="ORG")
    shutil.copytree(published, stack.models / "nouns" / "2.0")
    (stack.models / "nouns" / "current").write_text("2.0", encoding="utf-8")
    assert stack.ask("NounsFunction", REQUEST)["model"] == "stand-in@1.0"
    stack.lambda_.retire(stack.function("NounsFunction").name)
    assert stack.ask("NounsFunction", REQUEST)["model"] == "stand-in@2.0"


def test_publishing_and_rolling_back(stack: LocalStack, make_model: MakeModel) -> None:
    for version, names in (("1.0", {"Google": "ORG"}), ("2.0", {"Apple": "ORG"}), ("3.0", {"He": "PERSON"})):
        stack.publish(make_model(version, **names))
    assert _names(stack.ask("NounsFunction", REQUEST)) == ["He"]

    back = stack.command("infra.models", "rollback", "nouns")
    assert back.stdout == "nouns: 2.0 is current; 3.0 stays for a rollback\n"
    assert _names(stack.ask("NounsFunction", REQUEST)) == ["Apple"]

    further = stack.command("infra.models", "rollback", "nouns", "--to", "1.0")
    assert further.stdout == "nouns: 1.0 is current; 2.0 stays for a rollback\n"
    assert _names(stack.ask("NounsFunction", REQUEST)) == ["Google"]
    assert sorted(path.name for path in (stack.models / "nouns").iterdir() if path.is_dir()) == ["1.0", "2.0"]


def test_damaged_upload_leaves_the_old_version(stack: LocalStack, make_model: MakeModel, moto: Moto) -> None:
    stack.publish(make_model("1.0", Google="ORG"))
    second = make_model("2.0", Apple="ORG")
    stack.publish(second)
    stack.command("infra.models", "rollback", "nouns")
    shutil.rmtree(stack.models / "nouns" / "2.0")
    s3 = moto.session().client("s3", endpoint_url=moto.url)
    s3.put_object(Bucket=stack.outputs["ModelBucket"], Key="nouns/2.0/tokenizer", Body=b"damaged")

    done = stack.command("infra.models", "rollback", "nouns", "--to", "2.0")

    assert done.returncode == 1
    assert done.stderr == "nouns/2.0/tokenizer is not what its manifest says. Publish the model again.\n"
    assert _names(stack.ask("NounsFunction", REQUEST)) == ["Google"]
    assert "current" in stack.command("infra.models", "list").stdout
