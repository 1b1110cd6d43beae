"""From the queue to the reply: what is answered, what waits, what is handed out again and at last given up."""

import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.apologies import UNEXPECTED
from bot.app import create_app
from bot.dialogs import Dialog
from bot.inference_client import AsleepError
from bot.ledger import InMemoryLedger
from bot.on_lambda.apology_function import ApologyFunction
from bot.on_lambda.dynamodb_ledger import Claimant
from bot.on_lambda.queued_request import QueuedRequest, Work
from bot.on_lambda.worker import LONGEST_WAIT_SECONDS, PAUSES_SECONDS, WAITS_SECONDS, Failures, Queue, Worker
from bot.outlets import response_urls, status
from bot.replies import views
from inference.contract import Task
from tests.bot.fakes import FakeInference
from tests.bot.on_lambda.queues import FakeQueue
from tests.bot.stage import CHANNEL, Stage, bold, shown

NOW = 1_800_000_000.0
ASLEEP = "My reader was asleep."


class Reader(FakeInference):
    """Sleeps so many times before it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.naps = 0

    def read(self, request: Any) -> Any:
        if self.naps:
            self.naps -= 1
            raise AsleepError(ASLEEP)
        return super().read(request)


class House:
    """Queue, worker and apologies, with the local workspace as their Slack."""

    def __init__(self, stage: Stage) -> None:
        self.slack = stage
        self.reader = Reader()
        self.queue = FakeQueue(NOW)
        self.secret: object | None = SimpleNamespace(token="xoxb")
        self.ledger = InMemoryLedger()
        self.dialogs = 0
        self.worker = Worker(
            create_app=self._create_app,
            secrets=SimpleNamespace(read=lambda: self.secret),  # type: ignore[arg-type]  # a fake
            queue=Queue(self.queue, "url"),
            clock=lambda: self.queue.now,
        )

    def mention(self, text: str) -> str:
        """Put a mention on the queue; its timestamp."""
        workspace = self.slack.workspace
        ts = workspace.post_message(CHANNEL, "no mention")
        event = {"type": "app_mention", "user": workspace.you.id, "text": f"<@{workspace.bot_user_id}> {text}"}
        event |= {"ts": ts, "channel": workspace.channel(CHANNEL).id}
        authorization = {"team_id": workspace.team_id, "user_id": workspace.bot_user_id, "is_bot": True}
        self.put({"type": "event_callback", "event": event, "authorizations": [authorization]})
        return ts

    def command(self, text: str) -> None:
        workspace = self.slack.workspace
        issued = workspace.response_urls.issue(workspace.channel(CHANNEL), workspace.you.id)
        url = f"{self.slack.app.client.base_url.removesuffix('/api/')}/response/{issued.secret}"
        fields = {"command": "/nouns", "text": text, "response_url": url, "trigger_id": "1.1"}
        body = urlencode({**fields, "team_id": workspace.team_id, "user_id": workspace.you.id})
        self.queue.put(QueuedRequest(body, "application/x-www-form-urlencoded", NOW).to_json())

    def put(self, body: dict[str, Any]) -> None:
        body = {"team_id": self.slack.workspace.team_id, **body}
        self.queue.put(QueuedRequest(json.dumps(body), "application/json", NOW).to_json())

    def work(self) -> None:
        """Until the queue is empty."""
        self.queue.hand_out_all(lambda record: self.worker.answer(record, self.queue.now + 150))

    def apologise(self) -> None:
        for record in self.queue.dead:
            work = Work.of(record)
            function = ApologyFunction(lambda: self.slack.app.client, lambda _: self.ledger)
            function(work.request, Claimant(work.owner, self.queue.now))

    def said(self, ts: str) -> list[dict[str, Any]]:
        return self.slack.workspace.messages(CHANNEL, ts)[1:]

    def shown(self) -> list[str]:
        """What only you see in the channel."""
        return [each["text"] for each in self.slack.workspace.messages(CHANNEL) if each.get("is_ephemeral")]

    def _create_app(self, _: object, failures: Failures) -> App:
        app = create_app(
            signing_secret="another",
            bot_token=self.slack.workspace.bot_token,
            api_url=self.slack.app.client.base_url,
            inference=self.reader,
            team_ids=[self.slack.workspace.team_id],
            ledger=self.ledger,
            on_failure=failures.append,
            may_wait=lambda: self.worker.may_wait(),  # noqa: PLW0108 - there is none yet
        )
        app.view("question")(ack=self._check, lazy=[self._note])
        return app

    def _check(self, ack: Ack) -> None:
        ack({"response_action": "errors", "errors": {"text": "Which text?"}})

    def _note(self) -> None:
        self.dialogs += 1


@pytest.fixture
def house(stage: Stage) -> House:
    return House(stage)


def test_a_mention_and_a_command_are_answered(house: House) -> None:
    ts = house.mention("nouns Ada")
    house.command("Grace")
    house.work()
    (reply,) = house.said(ts)
    assert bold(reply) == ["Ada", "People: "]
    assert house.shown() == ["People: Grace"]


def test_a_reader_that_is_asleep_is_waited_for_with_growing_pauses(house: House) -> None:
    house.reader.naps = 7
    ts = house.mention("nouns Ada")
    house.work()
    assert house.queue.delays == [*WAITS_SECONDS, WAITS_SECONDS[-1], WAITS_SECONDS[-1]]
    (reply,) = house.said(ts)
    assert bold(reply) == ["Ada", "People: "]
    assert len(house.slack.calls("chat.postMessage")) == 1
    signs = house.slack.calls("assistant.threads.setStatus")
    assert [sign["status"] for sign in signs] == [*[status.READING, status.WAKING] * 7, status.READING]
    assert {sign["thread_ts"] for sign in signs} == {ts}


def test_a_command_shows_one_sign_whose_place_the_reply_takes(house: House) -> None:
    house.reader.naps = 3
    house.command("Ada")
    house.queue.hand_out(lambda record: house.worker.answer(record, NOW))
    assert house.shown() == [response_urls.WAKING]
    house.work()
    assert house.shown() == ["People: Ada"]


def test_a_sign_that_slack_refuses_keeps_nothing_up(house: House) -> None:
    house.slack.workspace.fail_next("assistant.threads.setStatus", error="unknown_method")
    house.reader.naps = 1
    ts = house.mention("nouns Ada")
    house.work()
    assert len(house.said(ts)) == 1


def test_after_ten_minutes_it_is_apologised_for(house: House) -> None:
    house.reader.naps = 1_000
    ts = house.mention("nouns Ada")
    house.work()
    assert [reply["text"] for reply in house.said(ts)] == [ASLEEP]
    assert LONGEST_WAIT_SECONDS <= house.queue.now - NOW <= LONGEST_WAIT_SECONDS + WAITS_SECONDS[-1]
    assert house.queue.dead == []


def test_waiting_is_no_failing(house: House) -> None:
    """Three attempts are left after the longest wait."""
    house.reader.naps = 5
    house.slack.workspace.fail_next("chat.postMessage", error="token_revoked", times=4)
    ts = house.mention("nouns Ada")
    house.work()
    (reply,) = house.said(ts)
    assert bold(reply) == ["Ada", "People: "]


def test_what_fails_three_times_is_apologised_for_once(house: House) -> None:
    house.slack.workspace.fail_next("chat.postMessage", error="token_revoked", times=6)
    ts = house.mention("nouns Ada")
    house.work()
    assert house.said(ts) == []
    assert house.queue.now - NOW == sum(PAUSES_SECONDS)
    house.apologise()
    house.apologise()
    assert [reply["text"] for reply in house.said(ts)] == [UNEXPECTED]


def test_what_was_never_for_the_bot_is_done_with(house: House) -> None:
    house.put({"type": "event_callback", "event": {"type": "team_join"}})
    house.put({"type": "block_actions", "actions": [{"action_id": "none of ours"}]})
    house.put({"team_id": "T0THEIRS", "type": "event_callback", "event": {"type": "app_mention"}})
    house.work()
    assert house.queue.dead == []
    assert house.slack.calls("chat.postMessage") == []


def test_without_secrets_nothing_is_lost(house: House) -> None:
    house.secret = None
    house.worker = Worker(
        create_app=house._create_app,
        secrets=SimpleNamespace(read=lambda: house.secret),  # type: ignore[arg-type]  # a fake
        queue=Queue(house.queue, "url"),
    )
    ts = house.mention("nouns Ada")
    house.queue.hand_out(lambda record: house.worker.answer(record, NOW))
    house.secret = "set"
    house.work()
    assert len(house.said(ts)) == 1


SUBMISSION = {"type": "view_submission", "view": {"type": "modal", "callback_id": "question"}, "user": {"id": "U1"}}


def test_a_dialog_is_answered_at_once_and_worked_on_from_the_queue(house: House) -> None:
    team = {"team": {"id": house.slack.workspace.team_id}}
    body = urlencode({"payload": json.dumps({**SUBMISSION, **team})})
    request = QueuedRequest(body, "application/x-www-form-urlencoded", NOW)

    answer = house.worker.acknowledge(request)
    assert answer["statusCode"] == 200
    assert answer["headers"]["content-type"] == "application/json;charset=utf-8"
    assert json.loads(answer["body"]) == {"response_action": "errors", "errors": {"text": "Which text?"}}
    assert house.dialogs == 0

    house.queue.put(request.to_json())
    house.work()
    assert house.dialogs == 1


def test_what_cannot_even_be_apologised_for_stays_on_its_queue(house: House) -> None:
    house.slack.workspace.fail_next("chat.postMessage", error="token_revoked", times=7)
    ts = house.mention("nouns Ada")
    house.work()
    with pytest.raises(SlackApiError):
        house.apologise()
    house.apologise()
    assert [reply["text"] for reply in house.said(ts)] == [UNEXPECTED]


def test_a_modal_says_that_it_is_read_before_the_work_is_done_from_the_queue(house: House) -> None:
    workspace = house.slack.workspace
    form = views.form(Dialog(tasks=(Task.NOUNS,)))
    house.slack.app.client.views_open(trigger_id=workspace.triggers.issue(workspace.you.id), view=form)
    opened = house.slack.view
    state = {"values": {"text": {"typed": {"type": "plain_text_input", "value": "Ada."}}}}
    user, team = {"id": workspace.you.id}, {"id": workspace.team_id}
    body = {
        "type": "view_submission",
        "trigger_id": "1",
        "user": user,
        "team": team,
        "view": {**opened, "state": state},
    }
    form_body = urlencode({"payload": json.dumps(body)})
    request = QueuedRequest(form_body, "application/x-www-form-urlencoded", NOW)
    answer = json.loads(house.worker.acknowledge(request)["body"])
    assert (answer["response_action"], shown(answer["view"])) == ("update", views.READING)
    assert house.reader.requests == []
    house.reader.naps = 1
    house.queue.put(request.to_json())
    house.queue.hand_out(lambda record: house.worker.answer(record, NOW))
    assert shown(house.slack.view) == views.WAKING
    house.work()
    assert shown(house.slack.view).startswith("Ada.\nPeople: Ada")
