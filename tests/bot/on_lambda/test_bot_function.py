"""The first half of the bot's Lambda function: what it acknowledges, and with which secrets."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("boto3", reason="needs boto3: `make test-stack` installs and uses it")

from aws_lambda_powertools.metrics import Metrics
from slack_bolt import App

from bot.app import create_app
from bot.on_lambda.bot_function import BotFunction, Failures
from bot.on_lambda.slack_secret import SlackSecret
from tests.bot.fakes import SECRET, FakeInference, signed
from tests.stack.http_api import event

pytestmark = pytest.mark.stack

CONTEXT = SimpleNamespace(function_name="bot", invoked_function_arn="arn:aws:lambda:x:1:function:bot:live")
ENVELOPE = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
    "event": {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.0", "text": "<@UBOT> nouns Ada left."},
}


class FakeLambda:
    """Keeps what the function sends to itself."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.error: Exception | None = None

    def invoke(self, FunctionName: str, InvocationType: str, Payload: str) -> dict[str, Any]:  # noqa: N803 - boto3's
        assert (FunctionName, InvocationType) == (CONTEXT.invoked_function_arn, "Event")
        if self.error:
            raise self.error
        self.sent.append(json.loads(Payload))
        return {"StatusCode": 202}


class FakeSecrets:
    def __init__(self, secret: SlackSecret | None) -> None:
        self.secret = secret
        self.reads = 0

    def read(self) -> SlackSecret | None:
        self.reads += 1
        return self.secret


class World:
    def __init__(self, signing_secret: str | None) -> None:
        self.lambda_ = FakeLambda()
        self.secrets = FakeSecrets(_secret(signing_secret) if signing_secret else None)
        self.apps = 0
        self.function = BotFunction(
            create_app=self._create_app,
            secrets=self.secrets,  # type: ignore[arg-type]  # a fake
            lambda_client=self.lambda_,
            metrics=Metrics(namespace="test", service="bot"),
        )

    def post(self, body: bytes, headers: dict[str, str]) -> int:
        status: int = self.function(event("/slack/events", headers, body), CONTEXT)["statusCode"]
        return status

    def mention(self, secret: str = SECRET, **headers: str) -> int:
        body = json.dumps(ENVELOPE)
        return self.post(body.encode(), {**signed(body, "application/json", secret), **headers})

    def _create_app(self, secret: SlackSecret, failures: Failures) -> App:
        self.apps += 1
        return create_app(
            signing_secret=secret.signing_secret.get_secret_value(),
            bot_token=secret.bot_token.get_secret_value(),
            api_url="http://127.0.0.1:9/api/",  # nobody listens there
            inference=FakeInference(),
            on_failure=failures.append,
        )


def _secret(signing_secret: str) -> SlackSecret:
    return SlackSecret.model_validate({"signing_secret": signing_secret, "bot_token": "xoxb-1"})


@pytest.fixture
def world() -> Iterator[World]:
    created = World(SECRET)
    yield created
    created.function._metrics.clear_metrics()


def test_acknowledging_only_invokes_itself(world: World) -> None:
    assert world.mention() == 200

    (sent,) = world.lambda_.sent
    assert sent["method"] == "NONE"
    assert sent["headers"]["x-slack-bolt-lazy-only"] == "1"
    assert world.secrets.reads == 1  # at the start


TYPES = ("application/json", "application/x-www-form-urlencoded", "image/png")
NOT_SLACKS = [
    *((content_type, body) for content_type in TYPES for body in (b"", b"[", b'"text"', b"payload=%7B", b"\x00")),
    *((content_type, b"\xff\xfe") for content_type in TYPES[1:]),
]


@pytest.mark.parametrize(("content_type", "body"), NOT_SLACKS)
def test_what_is_not_slacks_is_turned_away(world: World, content_type: str, body: bytes) -> None:
    assert world.post(body, {"Content-Type": content_type}) in {400, 401}
    assert world.lambda_.sent == []


def test_signature_of_another_secret(world: World) -> None:
    assert world.mention(secret="another") == 401
    assert world.apps == 1


def test_rotated_secret_is_noticed_by_its_first_signature(world: World) -> None:
    world.secrets.secret = _secret("rotated")

    assert world.mention(secret="rotated") == 200
    assert world.apps == 2


def test_without_secrets_until_they_are_set() -> None:
    world = World(signing_secret=None)
    assert world.mention() == 503

    world.secrets.secret = _secret(SECRET)
    assert world.mention() == 200


def test_invocation_that_fails_is_not_acknowledged(world: World) -> None:
    world.lambda_.error = RuntimeError("throttled")

    try:
        status = world.mention()
    except RuntimeError:  # which API Gateway answers with 500
        status = 500
    assert status == 500
