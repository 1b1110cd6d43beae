"""Slack's secrets as the stack's parameters, through the function's entry point and moto's Parameter Store."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from bot.on_lambda.slack_secret import SlackSecretSource
from infra.custom_resources import answering
from infra.custom_resources.slack_secret_handler import handler
from infra.slack_parameter import put_secrets
from tests.infra.cloudformation import Answer, CloudFormation

pytestmark = pytest.mark.stack

NAME = "/lectern/slack"
FIRST = {"SigningSecret": "1" * 32, "BotToken": "xoxb-first"}
SECOND = {"SigningSecret": "2" * 32, "BotToken": "xoxb-second"}
LATER = {"SigningSecret": "later", "BotToken": "later"}


class Stack:
    def __init__(self, cloudformation: CloudFormation, context: object) -> None:
        self.ssm = boto3.client("ssm")
        self._cloudformation, self._context = cloudformation, context

    def ask(self, kind: str, properties: dict[str, str], **more: Any) -> Answer:
        handler(self._cloudformation.request(kind, ResourceProperties=properties, **more), self._context)
        return self._cloudformation.answers[-1]

    def token(self) -> str | None:
        """What the bot reads."""
        secret = SlackSecretSource(self.ssm, NAME).read()
        return secret.bot_token.get_secret_value() if secret else None


@pytest.fixture
def stack(cloudformation: CloudFormation, context: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    monkeypatch.setenv("SLACK_SECRET_NAME", NAME)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(answering, "_REFUSED_PAUSES", (0.0, 0.0))
    with mock_aws():
        yield Stack(cloudformation, context)


def test_secrets_that_come_with_the_stack_are_encrypted(stack: Stack) -> None:
    assert stack.ask("Create", FIRST)["Status"] == "SUCCESS"

    assert stack.token() == "xoxb-first"
    assert stack.ssm.get_parameter(Name=NAME)["Parameter"]["Type"] == "SecureString"


@pytest.mark.parametrize("nothing", [LATER, {"SigningSecret": "", "BotToken": ""}])
def test_secrets_that_come_later(stack: Stack, nothing: dict[str, str]) -> None:
    assert stack.ask("Create", nothing)["Status"] == "SUCCESS"
    assert stack.token() is None

    stack.ask("Update", FIRST, OldResourceProperties=nothing)
    assert stack.token() == "xoxb-first"


def test_new_secrets_replace_the_old(stack: Stack) -> None:
    stack.ask("Create", FIRST)

    stack.ask("Update", SECOND, OldResourceProperties=FIRST)

    assert stack.token() == "xoxb-second"


@pytest.mark.parametrize("given", [FIRST, LATER])
def test_what_the_command_has_set_stays(stack: Stack, given: dict[str, str]) -> None:
    stack.ask("Create", FIRST)
    put_secrets(stack.ssm, NAME, "3" * 32, "xoxb-rotated")

    stack.ask("Update", given, OldResourceProperties=FIRST)

    assert stack.token() == "xoxb-rotated"


def test_secrets_go_with_the_stack(stack: Stack) -> None:
    stack.ask("Create", FIRST)

    assert stack.ask("Delete", FIRST)["Status"] == "SUCCESS"
    assert stack.token() is None
    assert stack.ask("Delete", FIRST)["Status"] == "SUCCESS"


def test_a_refusal_is_told_without_the_secrets(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_SECRET_NAME", "/aws/slack")  # AWS keeps such names for itself.

    told = stack.ask("Create", FIRST)

    assert told["Status"] == "FAILED"
    assert told["Reason"] == "Parameter Store refused to keep Slack's secrets at /aws/slack: AccessDeniedException."
    assert not [secret for secret in FIRST.values() if secret in told["Reason"]]


def test_secrets_are_not_logged(stack: Stack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="infra")
    stack.ask("Create", FIRST)
    stack.ask("Update", SECOND, OldResourceProperties=FIRST)

    assert not [secret for secret in (*FIRST.values(), *SECOND.values()) if secret in caplog.text]
