"""What the door lets in, what it acknowledges, and what it needs for that."""

import base64
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.on_lambda.aws_api import AwsError
from bot.on_lambda.door import Door, Response
from bot.on_lambda.queued_request import QueuedRequest
from tests.bot.fakes import SECRET, signed

ROOT = Path(__file__).parents[3]
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
TEAM = "T0OURS"
EVENT = {"type": "event_callback", "team_id": TEAM, "event": {"type": "app_mention", "text": "Ada \x00 \U0001f600"}}


class FakeSecret:
    """`renewed` fetches `current`, which `known` does where nothing is known yet."""

    def __init__(self, current: str | None) -> None:
        self.current = current
        self.fetched: str | None = None
        self.fetches = 0

    @property
    def known(self) -> str | None:
        return self.fetched or self.renewed()

    def renewed(self) -> str | None:
        self.fetches += 1
        self.fetched = self.current
        return self.fetched


class World:
    def __init__(self, secret: str | None = SECRET) -> None:
        self.secret = FakeSecret(secret)
        self.queue: list[QueuedRequest] = []
        self.asked: list[QueuedRequest] = []
        self.queue_error: Exception | None = None
        self.worker_error: Exception | None = None
        self.door = Door(self.secret, self._put, self._ask, [TEAM])

    def post(self, body: object, content_type: str = JSON, secret: str = SECRET, **changes: str) -> Response:
        raw = body if isinstance(body, str) else json.dumps(body)
        return self.door({"body": raw, "headers": {**signed(raw, content_type, secret), **changes}})

    def interaction(self, kind: str) -> Response:
        payload = {"type": kind, "team": {"id": TEAM}, "token": "x"}
        return self.post(urlencode({"payload": json.dumps(payload)}), FORM)

    def _put(self, request: QueuedRequest) -> None:
        if self.queue_error:
            raise self.queue_error
        self.queue.append(request)

    def _ask(self, request: QueuedRequest) -> Response:
        if self.worker_error:
            raise self.worker_error
        self.asked.append(request)
        return {"statusCode": 200, "headers": {}, "body": "answer"}


@pytest.fixture
def world() -> World:
    return World()


def test_what_is_acknowledged_lies_on_the_queue_as_slack_sent_it(world: World) -> None:
    assert world.post(EVENT) == {"statusCode": 200, "headers": {}, "body": ""}
    (request,) = world.queue
    assert json.loads(request.body) == EVENT
    assert QueuedRequest.from_json(request.to_json()) == request
    assert request.to_json().isascii()
    assert world.secret.fetches == 1


def test_a_command_comes_as_a_form_in_base64(world: World) -> None:
    raw = urlencode({"command": "/nouns", "text": "Ada & Grace", "team_id": TEAM})
    body = base64.b64encode(raw.encode()).decode()
    answer = world.door({"body": body, "isBase64Encoded": True, "headers": signed(raw, FORM)})
    assert answer["statusCode"] == 200
    (request,) = world.queue
    assert (request.body, request.content_type) == (raw, FORM)


def test_slack_checks_the_address(world: World) -> None:
    assert world.post({"type": "url_verification", "challenge": "3eZbrw1a"})["body"] == "3eZbrw1a"
    assert world.post("ssl_check=1&token=x&team_id=T0OURS", FORM)["statusCode"] == 200
    assert world.queue == []


@pytest.mark.parametrize("body", ["", "[", '"text"', "payload=%7B", "payload=%5B1%5D", "{" * 200_000, "[]", "\x00"])
@pytest.mark.parametrize("content_type", [JSON, FORM])
def test_what_is_signed_and_not_slacks_is_turned_away(world: World, body: str, content_type: str) -> None:
    assert world.post(body, content_type)["statusCode"] == 400
    assert world.queue == []


@pytest.mark.parametrize("channel_type", ["channel", "group", "mpim"])
def test_talk_among_people_wakes_nobody(world: World, channel_type: str) -> None:
    event = {"type": "message", "channel_type": channel_type, "ts": "1.0", "text": "Good morning."}
    for outside in (event, {**event, "thread_ts": "1.0"}):
        assert world.post({**EVENT, "event": outside})["statusCode"] == 200
    assert world.queue == []
    for followed in ({**event, "thread_ts": "0.1"}, {**event, "channel_type": "im"}, {**event, "type": "app_mention"}):
        assert world.post({**EVENT, "event": followed})["statusCode"] == 200
    assert len(world.queue) == 3


def test_bytes_that_are_no_text(world: World) -> None:
    body = base64.b64encode(b"\xff\xfe").decode()
    assert world.door({"body": body, "isBase64Encoded": True, "headers": {}})["statusCode"] == 401


def test_what_slack_did_not_sign_is_turned_away(world: World) -> None:
    assert world.post(EVENT, secret="another")["statusCode"] == 401
    assert world.post(EVENT, **{"X-Slack-Request-Timestamp": "1000000000"})["statusCode"] == 401
    assert world.door({})["statusCode"] == 401
    assert world.queue == []


def test_a_new_secret_is_noticed_by_its_first_signature(world: World) -> None:
    world.post(EVENT)
    world.secret.current = "rotated"
    assert world.post(EVENT, secret="rotated")["statusCode"] == 200


def test_without_a_secret_until_there_is_one() -> None:
    world = World(secret=None)
    answer = world.post(EVENT)
    assert answer["statusCode"] == 503
    assert "infra.secrets set" in answer["body"]
    assert world.secret.fetches == 1  # a stranger's request costs no more than that
    world.secret.current = SECRET
    assert world.post(EVENT)["statusCode"] == 200


def test_another_workspace_is_told_not_to_try_again(world: World) -> None:
    answer = world.post({**EVENT, "team_id": "T0THEIRS"})
    assert (answer["statusCode"], answer["headers"]) == (403, {"X-Slack-No-Retry": "1"})
    assert world.queue == []


def test_a_channel_that_two_companies_share(world: World) -> None:
    ours = {"authorizations": [{"team_id": TEAM, "is_bot": True}]}
    assert world.post({**EVENT, "team_id": "T0THEIRS", **ours})["statusCode"] == 200


def test_what_cannot_be_put_on_the_queue_is_not_acknowledged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.queue_error = AwsError("sqs", 500)
    with caplog.at_level(logging.DEBUG):
        assert world.post(EVENT)["statusCode"] == 503
    assert "sqs answered 500" in caplog.text
    assert "Ada" not in caplog.text


def test_dialogs_are_answered_by_the_worker_and_lie_on_the_queue(world: World) -> None:
    assert world.interaction("view_submission")["body"] == "answer"
    assert world.queue == world.asked
    assert len(world.queue) == 1


def test_suggestions_are_only_answered(world: World) -> None:
    assert world.interaction("block_suggestion")["body"] == "answer"
    assert world.queue == []


def test_other_interactions_only_lie_on_the_queue(world: World) -> None:
    for kind in ("block_actions", "shortcut", "message_action", "view_closed"):
        assert world.interaction(kind)["body"] == ""
    assert world.asked == []
    assert len(world.queue) == 4


def test_a_dialog_whose_answer_comes_too_late_closes_and_is_worked_on(world: World) -> None:
    world.worker_error = AwsError("lambda", 0)
    assert world.interaction("view_submission") == {"statusCode": 200, "headers": {}, "body": ""}
    assert len(world.queue) == 1


def test_it_needs_nothing_but_pythons_own_library() -> None:
    """Each of these would cost more than all the rest of its cold start."""
    code = "import sys, bot.on_lambda.aws_api, bot.on_lambda.door, bot.on_lambda.signing_secret; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    foreign: set[Any] = {"slack_sdk", "slack_bolt", "pydantic", "boto3", "botocore", "msgspec", "aws_lambda_powertools"}
    assert loaded & foreign == set()
    assert "bot" in loaded
