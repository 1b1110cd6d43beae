"""Shortcuts, buttons and modals on the page, by keyboard."""

from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from slack_bolt import Ack
from slack_sdk import WebClient

from tests.browser import Browser
from tests.workspace.house import Echo
from tests.workspace.page.test_safety import ATTACK
from tests.workspace.test_interactions import BLOCKS, BUTTON, modal, plain
from workspace.state import Workspace

pytestmark = pytest.mark.browser


def open_modal(workspace: Workspace, client: WebClient, view: dict[str, Any]) -> None:
    client.views_open(trigger_id=workspace.triggers.issue(workspace.you.id), view=view)


def focused(page: Browser) -> str:
    return str(page.run("const it = document.activeElement; return it.id || it.textContent"))


def heard(echo: Echo, kind: str) -> list[dict[str, Any]]:
    return [each.body for each in echo.heard if each.body.get("type") == kind]


def test_a_shortcut_is_in_the_menu_of_a_message(page: Browser, echo: Echo) -> None:
    echo.app.shortcut("repeat")(lambda ack, shortcut, respond: (ack(), respond(shortcut["message"]["text"])))
    page.type("Ada met Grace", Keys.ENTER)
    page.run("arguments[0].focus()", page.find(".message-actions .menu-button"))
    page.type(Keys.ENTER)
    page.until(lambda: focused(page).startswith("Repeat"))
    page.screenshot("workspace-message-menu")
    page.type(Keys.ESCAPE)
    page.until(lambda: not page.find(".message .menu-items").is_displayed())
    page.type(Keys.ENTER)
    page.until(lambda: focused(page).startswith("Repeat"))
    page.type(Keys.ENTER)
    page.until(lambda: page.texts(".message.ephemeral .rich-text") == ["Ada met Grace"])


def test_a_global_shortcut_opens_a_modal_that_is_filled_in(page: Browser, echo: Echo) -> None:
    def open_it(ack: Ack, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=modal(callback_id="ask", close=plain("Not now")))

    echo.app.shortcut("open")(open_it)
    answers = [{"response_action": "errors", "errors": {"words": "Not this."}}, {}]
    echo.app.view("ask")(lambda ack: ack(answers.pop(0)) if answers[0] else ack())
    page.click(".composer .menu-button")
    page.until(lambda: focused(page).startswith("Open"))
    page.type(Keys.ENTER)
    page.until(lambda: page.find("#modal").is_displayed())
    assert page.find("#modal").get_attribute("aria-labelledby") == "modal-title"
    assert page.texts("#modal footer button") == ["Not now", "Go"]
    field = page.find("#field-words")
    field.send_keys(Keys.ENTER)
    page.until(lambda: page.find("#field-words-error").text == "Please complete this required field.")
    assert focused(page) == "field-words"
    page.type("hello", Keys.ENTER)
    page.until(lambda: page.find("#field-words-error").text == "Not this.")
    assert field.get_attribute("aria-invalid") == "true"
    page.screenshot("workspace-modal")
    page.type(Keys.ENTER)
    page.until(lambda: not page.find("#modal").is_displayed())
    (_, body) = heard(echo, "view_submission")
    assert body["view"]["state"]["values"]["words"]["said"]["value"] == "hello"


def test_escape_closes_a_modal_and_only_that(page: Browser, workspace: Workspace, client: WebClient) -> None:
    ts = workspace.post_message("#reading", "a thread")
    workspace.post_message("#reading", "an answer", thread_ts=ts)
    page.click(".thread-summary")
    open_modal(workspace, client, modal())
    page.until(lambda: page.find("#modal").is_displayed())
    page.type(Keys.ESCAPE)
    page.until(lambda: not page.find("#modal").is_displayed())
    assert page.find("#thread").is_displayed()
    assert workspace.views.current(workspace.you.id) is None


def test_what_is_typed_stays_when_the_app_changes_the_modal(
    page: Browser, workspace: Workspace, client: WebClient
) -> None:
    open_modal(workspace, client, modal())
    page.find("#field-words").send_keys("half a")
    view = workspace.views.current(workspace.you.id)
    assert view is not None
    client.views_update(view_id=view["id"], view=modal("Changed"))
    page.until(lambda: page.find("#modal h2").text == "Changed")
    assert page.find("#field-words").get_attribute("value") == "half a"


def test_buttons_of_a_message_are_pressed_and_thumbs_stay_down(page: Browser, echo: Echo, client: WebClient) -> None:
    echo.app.action("more")(lambda ack, say: (ack(), say("More of it")))
    echo.app.action("liked")(lambda ack: ack())
    client.chat_postMessage(channel="reading", text="x", blocks=BLOCKS)
    page.click(".message .button")
    page.until(lambda: "More of it" in page.texts(".message .rich-text"))
    page.click(".thumbs button")
    page.until(lambda: heard(echo, "block_actions")[1:])
    assert [each.get_attribute("aria-pressed") for each in page.all(".thumbs button")] == ["true", "false"]
    assert page.complaints() == []


def test_a_button_that_nobody_takes_says_so(page: Browser, client: WebClient) -> None:
    client.chat_postMessage(channel="reading", text="x", blocks=BLOCKS)
    page.click(".message .button")
    page.until(lambda: page.texts(".buttons .error")[0] == "We had some trouble connecting. Try again?")


def test_a_button_for_somebody_else_is_not_shown(page: Browser, client: WebClient) -> None:
    trash = {"type": "icon_button", "icon": "trash", "action_id": "x", "text": plain("Delete")}
    mine = {
        "type": "context_actions",
        "elements": [{**trash, "visible_to_user_ids": ["U0"]}, {**trash, "action_id": "y"}],
    }
    client.chat_postMessage(channel="reading", text="x", blocks=[mine])
    page.find(".message .buttons")
    assert len(page.all(".message .icon-button")) == 1


def test_a_button_of_a_modal_brings_what_is_typed(
    page: Browser, workspace: Workspace, echo: Echo, client: WebClient
) -> None:
    echo.app.action("more")(lambda ack: ack())
    actions = {"type": "actions", "elements": [BUTTON]}
    open_modal(workspace, client, modal(blocks=[*modal()["blocks"], actions]))
    page.find("#field-words").send_keys("typed")
    page.click("#modal .buttons button")
    (body,) = page.until(lambda: heard(echo, "block_actions"))
    assert body["view"]["state"]["values"]["words"]["said"]["value"] == "typed"


def test_nothing_in_a_modal_or_a_button_runs(page: Browser, workspace: Workspace, client: WebClient) -> None:
    field = {"type": "plain_text_input", "action_id": "a", "initial_value": ATTACK, "placeholder": plain(ATTACK)}
    button = {"type": "button", "action_id": "b", "text": plain(ATTACK[:70]), "value": ATTACK}
    blocks: list[dict[str, Any]] = [
        {"type": "input", "block_id": "i", "label": plain(ATTACK), "element": field},
        {"type": "actions", "elements": [button]},
    ]
    client.chat_postMessage(channel="reading", text="x", blocks=blocks[1:])
    open_modal(workspace, client, modal(title=ATTACK[:24], blocks=blocks))
    page.until(lambda: page.find("#modal label").text == ATTACK)
    assert page.find("#field-i").get_attribute("value") == ATTACK
    assert page.all("#modal script, #modal img, #modal [onerror], .message .buttons img") == []
    assert page.complaints() == []
