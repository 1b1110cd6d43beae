"""The function's two halves: which event is let into which, and what becomes of those that fit neither."""

import base64
import json
from types import SimpleNamespace
from typing import Any

import pytest
from aws_lambda_powertools.metrics import Metrics
from pydantic import SecretStr
from slack_bolt import App

from bot.app import create_app
from bot.delivery import UnansweredError
from bot.on_lambda.bot_function import BotFunction, Failures
from bot.on_lambda.slack_secret import SlackSecret
from tests.bot.fakes import SECRET, FakeInference, signed

pytestmark = pytest.mark.stack

CONTEXT = SimpleNamespace(function_name="bot", invoked_function_arn="arn:bot:live")
NOWHERE = "http://127.0.0.1:9/api/"
TEAM = "T0OURS"


class Recorder:
    """Stands for Lambda and for Parameter Store."""

    def __init__(self) -> None:
        self.invocations: list[dict[str, Any]] = []

    def invoke(self, **arguments: Any) -> dict[str, Any]:
        self.invocations.append(json.loads(arguments["Payload"]))
        return {"StatusCode": 202}

    def read(self) -> SlackSecret:
        return SlackSecret(signing_secret=SecretStr(SECRET), bot_token=SecretStr("xoxb-1"))


@pytest.fixture
def lambda_() -> Recorder:
    return Recorder()


@pytest.fixture
def function(lambda_: Recorder) -> BotFunction:
    def create(_: SlackSecret, failures: Failures) -> App:
        return create_app(
            signing_secret=SECRET,
            bot_token="xoxb-1",
            api_url=NOWHERE,
            inference=FakeInference(),
            team_ids=[TEAM],
            on_failure=failures.append,
        )

    metrics = Metrics(namespace="test", service="bot")
    return BotFunction(create_app=create, secrets=lambda_, lambda_client=lambda_, metrics=metrics)  # type: ignore[arg-type]


def event(body: str, **headers: str) -> dict[str, Any]:
    """What API Gateway makes of a request."""
    lower = {name.lower().replace("_", "-"): value for name, value in headers.items()}
    http = {"requestContext": {"http": {"method": "POST"}}, "isBase64Encoded": False, "version": "2.0"}
    return {**http, "body": body, "headers": {**lower}}


def mention(team: str = TEAM) -> dict[str, Any]:
    said = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> nouns Ada", "channel": "C1", "ts": "1.1"}
    body = json.dumps({"type": "event_callback", "team_id": team, "event_id": "Ev1", "event": said})
    return event(body, **signed(body, "application/json"))


@pytest.mark.parametrize("name", ["x-slack-bolt-lazy-only", "X-Slack-Bolt-Lazy-Only"])
def test_nobody_outside_starts_the_second_half(function: BotFunction, lambda_: Recorder, name: str) -> None:
    outside = mention()
    outside["headers"] |= {name: "1", "x-slack-bolt-lazy-function-name": "answer_mention"}
    assert function(outside, CONTEXT)["statusCode"] == 200
    (invocation,) = lambda_.invocations
    assert invocation["method"] == "NONE"


def test_a_second_half_that_fails_makes_the_invocation_fail(function: BotFunction, lambda_: Recorder) -> None:
    function(mention(), CONTEXT)
    with pytest.raises(UnansweredError):
        function(lambda_.invocations[0], CONTEXT)


def test_a_second_half_that_is_too_late_fails_too(function: BotFunction, lambda_: Recorder) -> None:
    function(mention(), CONTEXT)
    late = lambda_.invocations[0]
    late["headers"]["x-slack-request-timestamp"] = "1000000000"
    with pytest.raises(UnansweredError):
        function(late, CONTEXT)


def test_another_workspace_is_refused(function: BotFunction, lambda_: Recorder) -> None:
    assert function(mention("T0THEIRS"), CONTEXT)["statusCode"] == 403
    assert lambda_.invocations == []


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[" * 100_000, b"[]", b'"x"', b'{"event": 1}', b"payload=[1"])
def test_what_slack_never_sends_is_refused(function: BotFunction, lambda_: Recorder, body: bytes) -> None:
    strange = {**event("", content_type="application/json"), "body": base64.b64encode(body).decode()}
    assert function({**strange, "isBase64Encoded": True}, CONTEXT)["statusCode"] in {400, 401}
    assert lambda_.invocations == []


def test_a_request_without_headers(function: BotFunction) -> None:
    bare = event("{}")
    bare.pop("headers")
    assert function(bare, CONTEXT)["statusCode"] in {400, 401}
