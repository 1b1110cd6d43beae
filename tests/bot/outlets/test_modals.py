"""Results in a modal: what fits, and what is said where it does not."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.dialogs import Dialog, OpenDialog, Typed
from bot.outlets.modals import ModalOutlet
from bot.replies import rich_text, views
from bot.replies.message import Message, Part, paginate
from tests.bot.stage import Stage, shown


def opened(stage: Stage) -> dict[str, Any]:
    trigger = stage.workspace.triggers.issue(stage.workspace.you.id)
    stage.app.client.views_open(trigger_id=trigger, view=views.form(Dialog()))
    return stage.view


def outlet(stage: Stage) -> ModalOutlet:
    return ModalOutlet(stage.app.client, opened(stage), stage.workspace.you.id)


def test_what_does_not_fit_is_said(stage: Stage) -> None:
    blocks = [rich_text.section(rich_text.text(f"line {number}")) for number in range(150)]
    outlet(stage).reply(paginate([Part("lines", blocks)]))
    assert len(stage.view["blocks"]) <= 100
    assert "line 90" in shown(stage.view)
    assert "There is more than fits in here." in shown(stage.view)


def test_showing_it_twice_changes_nothing(stage: Stage) -> None:
    modal = outlet(stage)
    assert not modal.recall()
    for _ in range(2):
        modal.reply([Message("found")])
    assert shown(stage.view).startswith("found")
    assert stage.calls("chat.postMessage") == []


def test_nothing_to_reply_leaves_it_as_it_is(stage: Stage) -> None:
    outlet(stage).reply([])
    assert stage.calls("views.update") == []


def test_an_apology_is_not_escaped_twice(stage: Stage) -> None:
    outlet(stage).apologise(Message("this &amp; that"))
    assert shown(stage.view) == "this & that"


def test_what_slack_refuses_is_a_failure(stage: Stage) -> None:
    stage.workspace.fail_next("views.update", error="token_revoked")
    with pytest.raises(SlackApiError):
        outlet(stage).reply([Message("found")])


def test_a_question_of_several_lines_is_several_questions() -> None:
    dialog = OpenDialog("V1", Dialog(), Typed("A text.", "Who came? When?\nWhy?"))
    assert dialog.wish().questions == ("Who came?", "When?", "Why?")


def test_the_longest_values_fit_into_slacks_fields() -> None:
    """The longest identifiers that Slack has, several times over."""
    origin = {"channel": "C" * 30, "ts": "1" * 20, "thread_ts": "1" * 20, "bot": "U" * 30, "is_direct": True}
    view = views.form(Dialog.model_validate({"channel": "C" * 30, "origin": origin}))
    assert len(view["private_metadata"]) < 3_000
