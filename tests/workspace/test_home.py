"""The Home tab: opened by a person, published by the app, and what is chosen there."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.house import Echo, post_json
from tests.workspace.test_interactions import last, plain, refusal
from workspace.errors import SlackError
from workspace.pressing import Pressed
from workspace.server import WorkspaceServer
from workspace.state import Workspace


def options(*values: str) -> list[dict[str, Any]]:
    return [{"text": plain(value.upper()), "value": value} for value in values]


def section(block_id: str, kind: str, *values: str, **fields: Any) -> dict[str, Any]:
    accessory = {"type": kind, "action_id": f"choose_{block_id}", "options": options(*values), **fields}
    return {"type": "section", "block_id": block_id, "text": plain(block_id), "accessory": accessory}


VIEW = {
    "type": "home",
    "private_metadata": "mine",
    "blocks": [
        section("menu", "static_select", "a", "b", initial_option=options("a")[0]),
        section("boxes", "checkboxes", "a", "b", "c"),
        section("radio", "radio_buttons", "a", "b"),
    ],
}


@pytest.fixture
def home(workspace: Workspace, client: WebClient, echo: Echo) -> str:
    for name in ("menu", "boxes", "radio"):
        echo.app.action(f"choose_{name}")(lambda ack: ack())
    client.views_publish(user_id=workspace.you.id, view=VIEW)
    view = workspace.views.home(workspace.you.id)
    assert view is not None
    return str(view["id"])


def test_opening_it_is_an_event_that_brings_what_is_shown(workspace: Workspace, echo: Echo, home: str) -> None:
    workspace.open_home()
    (heard,) = workspace.wait_until(lambda: echo.events("app_home_opened"))
    direct = workspace.direct_channel.id
    assert (heard.event["user"], heard.event["channel"], heard.event["tab"]) == (workspace.you.id, direct, "home")
    assert heard.event["view"]["id"] == home
    assert "ts" not in heard.event


def test_messages_and_what_was_never_published_bring_no_view(workspace: Workspace, echo: Echo) -> None:
    workspace.open_home()
    workspace.open_home("messages")
    workspace.wait_until(lambda: len(echo.events("app_home_opened")) == 2)
    assert ["view" in heard.event for heard in echo.events("app_home_opened")] == [False, False]
    assert {heard.event["tab"] for heard in echo.events("app_home_opened")} == {"home", "messages"}


def test_an_app_that_does_not_subscribe_hears_nothing(workspace: Workspace, echo: Echo) -> None:
    workspace.manifest.settings.event_subscriptions.bot_events.remove("app_home_opened")
    workspace.open_home()
    ts = workspace.post_message("#reading", "@echo hi")
    workspace.wait_until(lambda: len(workspace.messages("#reading", ts)) == 2)
    assert echo.events("app_home_opened") == []


def test_an_app_without_the_tab_cannot_publish_it(workspace: Workspace, client: WebClient) -> None:
    workspace.manifest.features.app_home.home_tab_enabled = False
    assert refusal(client, "views.publish", user_id=workspace.you.id, view=VIEW) == "not_enabled"


def test_an_app_that_is_removed_is_told_where_it_subscribes(workspace: Workspace, echo: Echo) -> None:
    workspace.manifest.settings.event_subscriptions.bot_events.append("app_uninstalled")
    workspace.remove_app()
    (heard,) = workspace.wait_until(lambda: [each for each in echo.heard if "event" in each.body])
    assert heard.event == {"type": "app_uninstalled"}
    assert heard.body["team_id"] == workspace.team_id


@pytest.mark.parametrize(
    ("name", "chosen", "told"),
    [
        ("menu", ("b",), {"type": "static_select", "selected_option": options("b")[0]}),
        ("boxes", ("c", "a"), {"type": "checkboxes", "selected_options": options("a", "c")}),
        ("boxes", (), {"type": "checkboxes", "selected_options": []}),
        ("radio", ("a",), {"type": "radio_buttons", "selected_option": options("a")[0]}),
    ],
)
def test_what_is_chosen_comes_with_its_option(
    workspace: Workspace, echo: Echo, home: str, name: str, chosen: tuple[str, ...], told: dict[str, Any]
) -> None:
    workspace.press_in_view(home, Pressed(name, f"choose_{name}", chosen=chosen), {})
    body = last(echo)
    (action,) = body["actions"]
    assert {key: action[key] for key in told} == told
    assert action["block_id"] == name
    assert (body["type"], body["view"]["private_metadata"]) == ("block_actions", "mine")


@pytest.mark.parametrize(
    ("name", "chosen"), [("menu", ("z",)), ("menu", ()), ("menu", ("a", "b")), ("boxes", ("a", "z")), ("radio", ())]
)
def test_what_cannot_be_chosen(workspace: Workspace, echo: Echo, home: str, name: str, chosen: tuple[str, ...]) -> None:
    with pytest.raises(SlackError, match="unknown_option"):
        workspace.press_in_view(home, Pressed(name, f"choose_{name}", chosen=chosen), {})
    assert echo.heard == []


def test_the_page_opens_it_and_chooses(server: WorkspaceServer, echo: Echo, home: str) -> None:
    opened = post_json(f"{server.url}/page/home", {"tab": "home"}, Origin=server.url)
    assert opened.json["ok"]
    pressed = {"view_id": home, "block_id": "menu", "action_id": "choose_menu", "chosen": ["b"]}
    assert post_json(f"{server.url}/page/actions", pressed, Origin=server.url).json["ok"]
    assert post_json(f"{server.url}/page/home", {"tab": "cellar"}, Origin=server.url).status == 400
    assert post_json(f"{server.url}/page/home", {"tab": "home"}, Origin="http://evil.example").status == 403
