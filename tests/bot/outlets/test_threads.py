"""What is posted once stays posted once, whatever Slack's answers were, through the real app and the workspace."""

from typing import Any

import pytest

from bot.apologies import UNEXPECTED
from bot.ledger import identity_of
from bot.outlets.receipts import EVENT_TYPE
from bot.outlets.threads import INCOMPLETE
from tests.bot.stage import CHANNEL, Stage, bold

LONG = "@lectern nouns " + " ".join(f"Name{number}" for number in range(300))
"""Makes a reply of several pages."""

POST = "chat.postMessage"
LOOK_UP = "conversations.replies"


def pages(answers: list[dict[str, Any]]) -> list[int]:
    return [answer["metadata"]["event_payload"]["page"] for answer in answers]


def test_a_reply_carries_the_identity_of_what_it_answers(stage: Stage) -> None:
    (answer,) = stage.mention("@lectern nouns Ada")
    asked = stage.workspace.store.get(answer["channel"], answer["thread_ts"])
    delivery = identity_of({"team_id": stage.workspace.team_id, "event": asked})
    assert answer["metadata"]["event_type"] == EVENT_TYPE
    assert answer["metadata"]["event_payload"] == {"delivery": delivery, "page": 1, "pages": 1}


def test_the_first_attempt_looks_nothing_up(stage: Stage) -> None:
    stage.mention("@lectern nouns Ada")
    assert stage.calls(LOOK_UP) == []


@pytest.mark.parametrize("fault", [{"error": "fatal_error"}, {"status": 500}, {"status": 503}])
def test_a_reply_whose_acknowledgement_is_lost_is_not_posted_again(stage: Stage, fault: dict[str, Any]) -> None:
    stage.workspace.fail_next(POST, **fault, is_done=True)
    (answer,) = stage.mention("@lectern nouns Ada")
    assert bold(answer) == ["People: ", "Ada"]
    (look_up,) = stage.calls(LOOK_UP)
    assert str(look_up["include_all_metadata"]).lower() in {"1", "true"}


def test_where_it_cannot_be_looked_up_the_next_attempt_does(patient: Stage) -> None:
    patient.workspace.fail_next(POST, error="fatal_error", is_done=True)
    patient.workspace.fail_next(LOOK_UP, status=500, times=2)
    (answer,) = patient.mention("@lectern nouns Ada")
    assert bold(answer) == ["People: ", "Ada"]
    assert len(patient.inference.requests) == 1


def test_a_later_attempt_goes_on_from_the_missing_page(patient: Stage) -> None:
    patient.workspace.fail_next(POST, error="fatal_error", after=1)
    patient.workspace.fail_next(LOOK_UP, status=500, times=2)
    answers = patient.mention(LONG)
    assert len(answers) > 2
    assert pages(answers) == list(range(1, len(answers) + 1))
    assert len(patient.inference.requests) == 2


def test_an_apology_after_some_pages_says_what_it_is_about(stage: Stage) -> None:
    stage.workspace.fail_next(POST, error="msg_too_long", after=1)
    first, apology = stage.mention(LONG)
    assert pages([first, apology]) == [1, 0]
    assert apology["text"].startswith(f"{INCOMPLETE} Slack did not take my reply, because it is too long.")


def test_a_thread_that_slack_does_not_show_counts_as_empty(patient: Stage) -> None:
    patient.workspace.fail_next(POST, error="token_revoked", times=2)
    patient.workspace.fail_next(LOOK_UP, error="missing_scope")
    (answer,) = patient.mention("@lectern nouns Ada")
    assert bold(answer) == ["People: ", "Ada"]


def test_an_apology_is_found_again_too(patient: Stage) -> None:
    patient.inference.error = RuntimeError()
    patient.workspace.fail_next(POST, status=500, is_done=True)
    patient.workspace.fail_next(LOOK_UP, status=500, times=2)
    (answer,) = patient.mention("@lectern nouns Ada")
    assert answer["text"] == UNEXPECTED


@pytest.mark.parametrize("payload", [{}, {"delivery": "another", "page": 0, "pages": 1}, {"page": []}])
def test_what_else_lies_in_the_thread_is_no_receipt(patient: Stage, payload: dict[str, Any]) -> None:
    patient.inference.gate.clear()
    patient.workspace.fail_next(POST, error="token_revoked", times=2, after=1)
    ts = patient.workspace.post_message(CHANNEL, "@lectern nouns Ada")
    metadata = {"event_type": EVENT_TYPE, "event_payload": payload}
    patient.app.client.chat_postMessage(channel=CHANNEL, thread_ts=ts, text="x", metadata=metadata)
    patient.workspace.wait_until(lambda: patient.inference.requests)
    patient.inference.gate.set()
    patient.workspace.wait_until(lambda: len(patient.calls(POST)) == 4)
    patient.finish()
    _, answer = patient.workspace.messages(CHANNEL, ts)[1:]
    assert bold(answer) == ["People: ", "Ada"]
