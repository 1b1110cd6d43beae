"""Shortcuts, buttons and modals, from a person's deed to what the app makes of it."""

from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.workspace.house import Echo, open_house
from workspace.errors import SlackError
from workspace.pressing import Pressed
from workspace.state import Workspace
from workspace.triggers import LIFETIME_SECONDS, Triggers
from workspace.view_state import REQUIRED

BUTTON = {
    "type": "button",
    "action_id": "more",
    "text": {"type": "plain_text", "text": "More"},
    "value": "this",
}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "liked",
    "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "up"},
    "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "down"},
}
BLOCKS = [
    {"type": "actions", "block_id": "buttons", "elements": [BUTTON]},
    {"type": "context_actions", "block_id": "feedback", "elements": [FEEDBACK]},
]


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def modal(title: str = "Ask", **fields: Any) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "said", "max_length": 20}
    blocks = [{"type": "input", "block_id": "words", "label": plain("Words"), "element": field}]
    return {"type": "modal", "title": plain(title), "submit": plain("Go"), "blocks": blocks, **fields}


def last(echo: Echo) -> dict[str, Any]:
    return [heard.body for heard in echo.heard if "event" not in heard.body][-1]


def refusal(client: WebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


@pytest.fixture
def view(workspace: Workspace, client: WebClient) -> dict[str, Any]:
    trigger = workspace.triggers.issue(workspace.you.id)
    client.views_open(trigger_id=trigger, view=modal(callback_id="ask", private_metadata="mine"))
    return shown(workspace)


def shown(workspace: Workspace) -> dict[str, Any]:
    current = workspace.views.current(workspace.you.id)
    assert current is not None
    return current


def test_a_message_shortcut_brings_the_message_and_a_way_to_answer(workspace: Workspace, echo: Echo) -> None:
    echo.app.shortcut("repeat")(lambda ack, shortcut, respond: (ack(), respond(shortcut["message"]["text"])))
    ts = workspace.post_message("#lounge", "Ada & Grace")
    workspace.use_shortcut("repeat", channel="#lounge", ts=ts)
    body = last(echo)
    assert (body["type"], body["callback_id"], body["message_ts"]) == ("message_action", "repeat", ts)
    assert body["channel"] == {"id": workspace.channel("#lounge").id, "name": "lounge"}
    assert {"trigger_id", "action_ts", "token", "is_enterprise_install"} <= body.keys()
    (answer,) = workspace.wait_until(lambda: workspace.messages("#lounge")[1:])
    assert (answer["text"], answer["is_ephemeral"]) == ("Ada &amp; Grace", True)


def test_a_global_shortcut_belongs_to_no_channel(workspace: Workspace, echo: Echo) -> None:
    echo.app.shortcut("open")(lambda ack: ack())
    workspace.use_shortcut("open")
    assert last(echo)["type"] == "shortcut"
    assert not {"channel", "response_url", "message"} & last(echo).keys()


@pytest.mark.parametrize(("callback_id", "ts"), [("repeat", ""), ("nothing", ""), ("open", "1.1")])
def test_a_shortcut_that_the_manifest_does_not_know(workspace: Workspace, callback_id: str, ts: str) -> None:
    with pytest.raises(SlackError, match="unknown_shortcut"):
        workspace.use_shortcut(callback_id, channel="#reading", ts=ts)


def test_nobody_hears_where_the_manifest_wants_no_interactions(workspace: Workspace, echo: Echo) -> None:
    workspace.manifest.settings.interactivity.is_enabled = False
    with pytest.raises(SlackError, match="not_taken"):
        workspace.use_shortcut("open")
    assert echo.heard == []


def test_a_button_comes_with_its_message(workspace: Workspace, echo: Echo, client: WebClient) -> None:
    echo.app.action("more")(lambda ack, respond: (ack(), respond("pressed", replace_original=True)))
    ts = client.chat_postMessage(channel="reading", text="hi", blocks=BLOCKS)["ts"]
    workspace.press("#reading", ts, Pressed("buttons", "more"))
    body = last(echo)
    (action,) = body["actions"]
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == (
        "more",
        "buttons",
        "this",
        "button",
    )
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": workspace.channel("#reading").id,
        "is_ephemeral": False,
    }
    assert body["message"]["user"] == workspace.bot_user_id
    workspace.wait_until(lambda: [each["text"] for each in workspace.messages("#reading")] == ["pressed"])


def test_what_only_one_person_sees_does_not_come_along(workspace: Workspace, echo: Echo, client: WebClient) -> None:
    echo.app.action("more")(lambda ack, respond: (ack(), respond(delete_original=True)))
    client.chat_postEphemeral(channel="reading", user=workspace.you.id, text="hi", blocks=BLOCKS)
    (message,) = workspace.messages("#reading")
    workspace.press("#reading", message["ts"], Pressed("buttons", "more"))
    assert last(echo)["container"]["is_ephemeral"]
    assert "message" not in last(echo)
    workspace.wait_until(lambda: not workspace.messages("#reading"))


def test_feedback_tells_which_of_its_buttons(workspace: Workspace, echo: Echo, client: WebClient) -> None:
    echo.app.action("liked")(lambda ack: ack())
    ts = client.chat_postMessage(channel="reading", text="hi", blocks=BLOCKS)["ts"]
    workspace.press("#reading", ts, Pressed("feedback", "liked", "down"))
    (action,) = last(echo)["actions"]
    assert (action["type"], action["value"]) == ("feedback_buttons", "down")
    with pytest.raises(SlackError, match="unknown_action"):
        workspace.press("#reading", ts, Pressed("feedback", "liked", "sideways"))


def test_a_command_opens_a_modal_once_and_soon(workspace: Workspace, echo: Echo, client: WebClient) -> None:
    workspace.run_command("#reading", "/echo")
    trigger = last(echo)["trigger_id"]
    client.views_open(trigger_id=trigger, view=modal())
    assert shown(workspace)["title"] == plain("Ask")
    assert refusal(client, "views.open", trigger_id=trigger, view=modal()) == "exchanged_trigger_id"
    assert refusal(client, "views.open", trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"


def test_a_trigger_expires(workspace: Workspace) -> None:
    now = [0.0]
    triggers = Triggers(workspace.feed, lambda: now[0])
    early, late = triggers.issue("U1"), triggers.issue("U1")
    now[0] = LIFETIME_SECONDS
    assert triggers.take(early).user == "U1"
    now[0] += 0.1
    with pytest.raises(SlackError, match="expired_trigger_id"):
        triggers.take(late)


@pytest.mark.parametrize(
    "view",
    [
        "{",
        [],
        {"type": "home", "blocks": []},
        modal(title="a title of more than 24 letters"),
        modal(submit=None),
        modal(private_metadata="x" * 3001),
        modal(colour="red"),
    ],
)
def test_a_view_that_slack_would_refuse(workspace: Workspace, client: WebClient, view: Any) -> None:
    trigger = workspace.triggers.issue(workspace.you.id)
    assert refusal(client, "views.open", trigger_id=trigger, view=view) == "invalid_arguments"
    assert workspace.views.current(workspace.you.id) is None


@pytest.mark.parametrize("blocks", [[{"type": "divider"}] * 101, [{"type": "context_actions", "elements": [FEEDBACK]}]])
def test_blocks_that_no_view_takes(workspace: Workspace, client: WebClient, blocks: Any) -> None:
    trigger = workspace.triggers.issue(workspace.you.id)
    assert refusal(client, "views.open", trigger_id=trigger, view=modal(blocks=blocks)) == "invalid_blocks"


def test_a_submission_brings_what_was_typed(workspace: Workspace, echo: Echo, view: dict[str, Any]) -> None:
    echo.app.view("ask")(lambda ack: ack())
    assert workspace.submit_view(view["id"], {"words": {"said": "hello"}}) == {}
    body = last(echo)
    assert (body["type"], body["view"]["private_metadata"]) == ("view_submission", "mine")
    assert body["view"]["state"]["values"] == {"words": {"said": {"type": "plain_text_input", "value": "hello"}}}
    assert workspace.views.current(workspace.you.id) is None


@pytest.mark.parametrize(("said", "sentence"), [("", REQUIRED), ("x" * 21, "Please write at most 20 characters.")])
def test_slack_itself_checks_first(
    workspace: Workspace, echo: Echo, view: dict[str, Any], said: str, sentence: str
) -> None:
    assert workspace.submit_view(view["id"], {"words": {"said": said}}) == {"words": sentence}
    assert echo.heard == []


def test_the_app_refuses_a_submission(workspace: Workspace, echo: Echo, view: dict[str, Any]) -> None:
    echo.app.view("ask")(lambda ack: ack(response_action="errors", errors={"words": "Not this."}))
    assert workspace.submit_view(view["id"], {"words": {"said": "hello"}}) == {"words": "Not this."}
    assert shown(workspace)["id"] == view["id"]


def test_a_modal_changes_and_another_lies_on_it(workspace: Workspace, echo: Echo, view: dict[str, Any]) -> None:
    answers = [("update", modal("Second", callback_id="ask")), ("push", modal("Third"))]

    def answer(ack: Ack) -> None:
        action, following = answers.pop(0)
        ack(response_action=action, view=following)

    echo.app.view("ask")(answer)
    workspace.submit_view(view["id"], {"words": {"said": "hello"}})
    assert (shown(workspace)["title"]["text"], shown(workspace)["id"]) == ("Second", view["id"])
    assert shown(workspace)["hash"] != view["hash"]
    workspace.submit_view(view["id"], {"words": {"said": "again"}})
    third = shown(workspace)
    assert (third["title"]["text"], third["previous_view_id"]) == ("Third", view["id"])
    workspace.close_view(third["id"])
    assert shown(workspace)["id"] == view["id"]


def test_a_modal_that_is_not_taken_stays(workspace: Workspace, view: dict[str, Any]) -> None:
    with pytest.raises(SlackError, match="not_taken"):
        workspace.submit_view(view["id"], {"words": {"said": "hello"}})
    assert shown(workspace)["id"] == view["id"]


def test_the_app_changes_an_open_modal_and_not_a_closed_one(
    workspace: Workspace, client: WebClient, view: dict[str, Any]
) -> None:
    client.views_update(view_id=view["id"], view=modal("Changed"), hash=view["hash"])
    assert shown(workspace)["title"]["text"] == "Changed"
    stale = {"view_id": view["id"], "view": modal(), "hash": view["hash"]}
    assert refusal(client, "views.update", **stale) == "hash_conflict"
    workspace.close_view(view["id"])
    assert refusal(client, "views.update", view_id=view["id"], view=modal()) == "not_found"


def test_the_app_hears_of_a_closed_modal_where_it_wants_to(
    workspace: Workspace, echo: Echo, client: WebClient, view: dict[str, Any]
) -> None:
    echo.app.view_closed("ask")(lambda ack: ack())
    client.views_update(view_id=view["id"], view=modal(callback_id="ask", notify_on_close=True))
    workspace.close_view(view["id"])
    assert (last(echo)["type"], last(echo)["is_cleared"]) == ("view_closed", False)


def test_a_button_of_a_view_brings_what_is_typed(
    workspace: Workspace, echo: Echo, client: WebClient, view: dict[str, Any]
) -> None:
    echo.app.action("more")(lambda ack: ack())
    blocks = [*modal()["blocks"], BLOCKS[0]]
    client.views_update(view_id=view["id"], view=modal(blocks=blocks))
    workspace.press_in_view(view["id"], Pressed("buttons", "more"), {"words": {"said": "half"}})
    body = last(echo)
    assert body["container"] == {"type": "view", "view_id": view["id"]}
    assert body["view"]["state"]["values"]["words"]["said"]["value"] == "half"
    assert "response_url" not in body


def test_home_is_published_and_its_buttons_work(workspace: Workspace, echo: Echo, client: WebClient) -> None:
    echo.app.action("more")(lambda ack: ack())
    client.views_publish(user_id=workspace.you.id, view={"type": "home", "blocks": [BLOCKS[0]]})
    home = workspace.views.home(workspace.you.id)
    assert home is not None
    workspace.press_in_view(home["id"], Pressed("buttons", "more"), {})
    assert last(echo)["view"]["type"] == "home"
    assert refusal(client, "views.publish", user_id="U0", view={"type": "home", "blocks": []}) == "user_not_found"


def test_an_interaction_is_not_sent_again() -> None:
    with open_house(retry_delays=(0.0, 0.0)) as (server, echo):
        echo.status = 500
        with pytest.raises(SlackError, match="not_taken"):
            server.workspace.use_shortcut("open")
        assert len(echo.heard) == 1
