"""The Home tab through the built functions: shown, a setting that is kept and taken into account, and forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.polling import until
from tests.stack.deployment import Moto
from tests.stack.local_stack import CHANNEL, LocalStack
from workspace.pressing import Pressed

pytestmark = pytest.mark.stack


@pytest.fixture
def connected(stack: LocalStack, make_model: Callable[..., Path]) -> LocalStack:
    stack.publish(make_model("1.0", Google="ORG"))
    assert stack.set_secrets().returncode == 0
    return stack


def kept(moto: Moto) -> list[dict[str, Any]]:
    """What the table of preferences holds."""
    dynamodb = moto.session().client("dynamodb", endpoint_url=moto.url)
    (table,) = [name for name in dynamodb.list_tables()["TableNames"] if "Preferences" in name]
    items: list[dict[str, Any]] = dynamodb.scan(TableName=table)["Items"]
    return items


def test_a_setting_is_kept_taken_into_account_and_forgotten_with_the_app(connected: LocalStack, moto: Moto) -> None:
    workspace = connected.slack.workspace
    workspace.open_home()
    view = until(lambda: workspace.views.home(workspace.you.id), 60)
    assert view is not None
    (block_id,) = [each["block_id"] for each in view["blocks"] if "Wikipedia*" in str(each.get("text"))]
    workspace.press_in_view(view["id"], Pressed(block_id, "setting_wikipedia", chosen=("fr",)), {})
    (item,) = until(lambda: kept(moto), 60)
    assert (item["user"]["S"], item["wikipedia"]["S"]) == (workspace.you.id, "fr")

    connected.mention("nouns He works at Google.")
    assert "https://fr.wikipedia.org/" in str(workspace.messages(CHANNEL, workspace.messages(CHANNEL)[0]["ts"]))

    workspace.remove_app()
    until(lambda: not kept(moto), 60)
    connected.settle()
    assert connected.dead_letters() == 0
