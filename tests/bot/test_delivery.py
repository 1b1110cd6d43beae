"""Exactly one reply or one apology, through the real app and the local workspace."""

import json
import logging
import urllib.request
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from bot.apologies import UNEXPECTED
from inference.contract import ErrorCode, InferenceError
from tests.bot.fakes import event_request
from tests.bot.stage import CHANNEL, Stage, bold, buttons, shown
from tests.polling import until
from tests.secrecy import MARKER


class Strict(BaseModel):
    number: int


def quoting_error() -> Exception:
    """An exception whose own words quote what it was given."""
    try:
        Strict.model_validate({"number": MARKER})
    except ValidationError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("error", [RuntimeError(MARKER), quoting_error(), TimeoutError(MARKER), MemoryError()])
def test_a_crash_becomes_one_apology(stage: Stage, error: Exception) -> None:
    stage.inference.error = error
    (answer,) = stage.mention(f"@lectern nouns {MARKER}")
    assert answer["text"] == UNEXPECTED
    assert stage.failures == []


@pytest.mark.parametrize("code", list(ErrorCode))
def test_what_a_reader_says_of_its_failure_is_passed_on(stage: Stage, code: ErrorCode) -> None:
    stage.inference.error = InferenceError(code, "The model for this is not there. Try again in a minute.")
    (answer,) = stage.command("/nouns", "Ada")
    assert answer["text"] == "The model for this is not there. Try again in a minute."


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"error": "invalid_blocks", "times": 2}, "Slack did not take my reply."),
        ({"error": "msg_too_long"}, "too long"),
        ({"error": "msg_blocks_too_long"}, "too long"),
        ({"error": "missing_scope"}, "not allowed to write here"),
        ({"status": 429, "headers": {"Retry-After": "3600"}}, "wait a minute"),
        ({"status": 500, "times": 2}, "Slack did not take my reply."),
    ],
)
def test_a_reply_that_slack_refuses_becomes_one_apology(stage: Stage, fault: dict[str, Any], words: str) -> None:
    stage.workspace.fail_next("chat.postMessage", **fault)
    (answer,) = stage.mention("@lectern nouns Ada")
    assert words in answer["text"]
    assert "blocks" not in answer


def test_buttons_that_slack_does_not_know_do_not_cost_the_reply(stage: Stage) -> None:
    stage.workspace.fail_next("chat.postMessage", error="invalid_blocks")
    (answer,) = stage.mention("@lectern nouns Ada")
    assert shown(answer) == "Ada\nPeople: Ada"
    assert buttons(answer) == {}


@pytest.mark.parametrize("fault", [{"status": 429, "headers": {"Retry-After": "0"}}, {"status": 503}])
def test_trouble_that_passes_is_waited_out(stage: Stage, fault: dict[str, Any]) -> None:
    stage.workspace.fail_next("chat.postMessage", **fault)
    (answer,) = stage.mention("@lectern nouns Ada")
    assert bold(answer) == ["Ada", "People: "]


def test_where_the_bot_may_not_write_it_tells_the_person_directly(stage: Stage) -> None:
    stage.workspace.fail_next("chat.postMessage", error="not_in_channel", times=2)
    stage.workspace.post_message(CHANNEL, "@lectern nouns Ada")
    direct = stage.workspace.direct_channel.id
    stage.workspace.wait_until(lambda: stage.workspace.messages(direct))
    (message,) = stage.workspace.messages(direct)
    assert "/invite @Lectern" in message["text"]


def test_a_delivery_that_nothing_answers_is_recorded_and_may_be_tried_again(stage: Stage) -> None:
    stage.workspace.fail_next("chat.postMessage", error="fatal_error", times=4)
    envelope = _mention(stage, "nouns Ada")
    assert stage.app.dispatch(event_request(envelope, stage.workspace.signing_secret)).status == 200
    until(lambda: stage.failures)
    assert stage.app.dispatch(event_request(envelope, stage.workspace.signing_secret)).status == 200
    stage.finish()
    assert len(stage.failures) == 1
    assert [call["text"] for call in stage.calls("chat.postMessage")][-1] == "People: Ada"


def test_a_mention_delivered_several_times_at_once_is_answered_once(stage: Stage) -> None:
    stage.inference.gate.clear()
    envelope = _mention(stage, "nouns Ada")
    for attempt in range(5):
        again = {**envelope, "event_id": f"Ev{attempt % 2}"}
        assert stage.app.dispatch(event_request(again, stage.workspace.signing_secret)).status == 200
    stage.inference.gate.set()
    stage.finish()
    assert len(stage.calls("chat.postMessage")) == 1


def test_a_mention_delivered_again_later_is_answered_once(stage: Stage) -> None:
    envelope = _mention(stage, "nouns Ada")
    for _ in range(3):
        stage.app.dispatch(event_request(envelope, stage.workspace.signing_secret))
        until(lambda: stage.calls("chat.postMessage"))
    stage.finish()
    assert len(stage.calls("chat.postMessage")) == 1


def test_a_failure_that_was_apologised_for_is_not_apologised_for_again(stage: Stage) -> None:
    stage.inference.error = RuntimeError()
    envelope = _mention(stage, "nouns Ada")
    for _ in range(3):
        stage.app.dispatch(event_request(envelope, stage.workspace.signing_secret))
        until(lambda: stage.calls("chat.postMessage"))
    stage.finish()
    assert [call["text"] for call in stage.calls("chat.postMessage")] == [UNEXPECTED]


def test_an_event_that_is_no_message_of_slacks_shape_is_let_go(stage: Stage) -> None:
    envelope = _mention(stage, "nouns Ada")
    envelope["event"]["thread_ts"] = ["none"]
    assert stage.app.dispatch(event_request(envelope, stage.workspace.signing_secret)).status == 200
    stage.finish()
    assert stage.calls("chat.postMessage") == []


def test_half_a_surrogate_pair_is_read_as_a_replacement_character(stage: Stage) -> None:
    envelope = _mention(stage, "nouns Ada \ud83d!")
    stage.app.dispatch(event_request(envelope, stage.workspace.signing_secret))
    stage.finish()
    (message,) = stage.calls("chat.postMessage")
    assert shown(message).startswith("Ada \ufffd!")


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_no_log_line_holds_what_a_person_wrote(stage: Stage, caplog: pytest.LogCaptureFixture, level: int) -> None:
    caplog.set_level(level)
    stage.workspace.run_command(CHANNEL, "/nouns", MARKER)
    stage.app.dispatch(event_request(_mention(stage, f"nouns {MARKER}"), stage.workspace.signing_secret))
    until(lambda: stage.calls("chat.postMessage") and stage.calls("response_url"))
    stage.workspace.fail_next("chat.postMessage", error="fatal_error", times=4)
    stage.inference.error = quoting_error()
    stage.workspace.run_command(CHANNEL, "/nouns", MARKER)
    stage.workspace.run_command(CHANNEL, "/ask", MARKER)
    stage.app.dispatch(event_request(_mention(stage, f"nouns {MARKER}"), stage.workspace.signing_secret))
    stage.app.dispatch(event_request(_mention(stage, f"nouns {MARKER}"), "wrong secret"))
    unhandled = _mention(stage, MARKER)
    unhandled["event"]["type"] = "reaction_added"
    stage.app.dispatch(event_request(unhandled, stage.workspace.signing_secret))
    stage.finish()
    assert stage.failures
    ours = [record for record in caplog.records if not record.name.startswith("workspace")]
    assert any("ValidationError" in record.getMessage() for record in ours)
    assert [record.getMessage() for record in ours if MARKER in logging.Formatter().format(record)] == []


def test_nothing_unsigned_reaches_the_app_over_http(stage: Stage) -> None:
    url = f"{stage.app.client.base_url.removesuffix('/api/')}/slack/events"
    request = urllib.request.Request(url, json.dumps(_mention(stage, "nouns Ada")).encode(), method="POST")  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(request)  # noqa: S310
    stage.finish()
    assert not stage.workspace.calls


def _mention(stage: Stage, words: str) -> dict[str, Any]:
    """A mention that the workspace itself did not deliver."""
    ts = stage.workspace.post_message(CHANNEL, "no mention")
    event = {
        "type": "app_mention",
        "user": stage.workspace.you.id,
        "text": f"<@{stage.workspace.bot_user_id}> {words}",
        "channel": stage.workspace.channel(CHANNEL).id,
        "ts": ts,
    }
    authorizations = [{"team_id": "T1", "user_id": stage.workspace.bot_user_id, "is_bot": True}]
    return {
        "type": "event_callback",
        "team_id": stage.workspace.team_id,
        "event_id": "Ev1",
        "event": event,
        "authorizations": authorizations,
    }
