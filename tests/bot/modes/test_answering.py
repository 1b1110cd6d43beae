"""On one machine: what was acknowledged is answered, by the next process if need be."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import create_app
from bot.ledger import identity_of
from bot.modes.answering import APOLOGIES, PAUSES_SECONDS, Answering, Failures, Handover, InboxLedger
from bot.modes.inbox import Inbox, Taken
from tests.bot.fakes import FakeInference, event_request
from tests.bot.stage import CHANNEL, Stage, bold, open_stage
from tests.polling import until


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "inbox.db")


@pytest.fixture
def alone(inbox: Inbox) -> Iterator[Stage]:
    with open_stage(inbox) as stage:
        yield stage


def post(stage: Stage) -> str:
    return stage.workspace.post_message(CHANNEL, "@lectern nouns Ada")


def test_the_pauses_are_those_that_slacks_own_deliveries_make_sense_for() -> None:
    assert list(PAUSES_SECONDS) == sorted(PAUSES_SECONDS)
    assert 360 <= sum(PAUSES_SECONDS) <= 900
    assert APOLOGIES >= 2


def test_a_message_is_answered_once_and_its_text_gone(alone: Stage, inbox: Inbox, tmp_path: Path) -> None:
    (answer,) = alone.mention("@lectern nouns Ada met Grace")
    assert bold(answer)
    assert inbox.waiting() == 0
    assert not any(b"Ada met Grace" in file.read_bytes() for file in tmp_path.iterdir())


def test_what_an_earlier_process_acknowledged_is_answered_by_the_next(stage: Stage, inbox: Inbox) -> None:
    """The earlier one was killed after it had put the delivery into the inbox."""
    stage.app.listener_runner.lazy_listener_runner = Handover(inbox)
    ts = post(stage)
    until(inbox.waiting)
    assert stage.calls("chat.postMessage") == []

    _start(stage, inbox)
    (answer,) = _answers(stage, ts)
    assert bold(answer) == ["People: ", "Ada"]


def test_what_was_posted_before_a_kill_is_not_posted_again(stage: Stage, inbox: Inbox) -> None:
    stage.app.listener_runner.lazy_listener_runner = Handover(inbox)
    ts = post(stage)
    until(inbox.waiting)
    body = inbox.take()
    assert body
    _start(stage, inbox, only=body.body)  # answers; then the process is killed before that is noted
    until(lambda: stage.calls("chat.postMessage"))

    _start(stage, Inbox(_path(inbox)))
    assert len(_answers(stage, ts)) == 1
    assert len(stage.calls("chat.postMessage")) == 1


def test_the_same_delivery_gets_no_second_reply_after_a_restart(alone: Stage, tmp_path: Path) -> None:
    ts = post(alone)
    alone.answers(ts)
    (delivery,) = [each for each in alone.workspace.calls if each.method == "chat.postMessage"]
    assert delivery
    again = Inbox(tmp_path / "inbox.db")
    with open_stage(again) as restarted:
        body = {
            "type": "event_callback",
            "team_id": alone.workspace.team_id,
            "event_id": "Ev2",
            "event": {
                "type": "app_mention",
                "user": alone.workspace.you.id,
                "text": f"<@{alone.workspace.bot_user_id}> nouns Ada",
                "channel": alone.workspace.channel(CHANNEL).id,
                "ts": ts,
            },
        }
        restarted.app.dispatch(event_request(body, restarted.workspace.signing_secret))
        assert again.waiting() == 0
        assert restarted.inference.requests == []


def test_after_the_attempts_comes_the_apology(alone: Stage, inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    alone.workspace.fail_next("chat.postMessage", error="token_revoked", times=4)  # reply and apology, twice
    ts = post(alone)
    (apology,) = alone.answers(ts)
    assert "Something went wrong on my side" in apology["text"]
    assert inbox.waiting() == 0
    assert "given up" not in caplog.text


def test_after_the_apologies_comes_a_line_for_the_operator(
    alone: Stage, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    alone.workspace.fail_next("chat.postMessage", error="token_revoked", times=100)
    post(alone)
    until(lambda: "given up: neither a reply nor an apology could be posted" in caplog.text)
    assert [each.levelno for each in caplog.records if "given up" in each.message] == [logging.CRITICAL]
    until(lambda: not inbox.waiting())


def test_what_the_disk_does_not_take_is_not_acknowledged(alone: Stage, inbox: Inbox) -> None:
    inbox._connection.execute("PRAGMA query_only = ON")
    body = {"type": "event_callback", "team_id": alone.workspace.team_id, "event_id": "Ev9"}
    event = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> nouns Ada", "channel": "C1", "ts": "1.1"}
    response = alone.app.dispatch(event_request({**body, "event": event}, alone.workspace.signing_secret))
    assert response.status >= 500
    inbox._connection.execute("PRAGMA query_only = OFF")


def _start(stage: Stage, inbox: Inbox, only: str | None = None) -> None:
    failures = Failures()
    app = create_app(
        signing_secret=stage.workspace.signing_secret,
        bot_token=stage.workspace.bot_token,
        api_url=stage.app.client.base_url,
        inference=FakeInference(),
        ledger=InboxLedger(inbox),
        on_failure=failures.append,
    )
    answering = Answering(app, inbox, failures, pauses=(0.0,))
    if only is None:
        answering.start()
        return
    answering._answer(Taken(identity_of(json.loads(only)), "answer_mention", only, 1))


def _answers(stage: Stage, ts: str) -> list[dict[str, object]]:
    stage.workspace.wait_until(lambda: stage._after(ts, CHANNEL, None))
    return stage._after(ts, CHANNEL, None)


def _path(inbox: Inbox) -> Path:
    return Path(inbox._connection.execute("PRAGMA database_list").fetchone()[2])
