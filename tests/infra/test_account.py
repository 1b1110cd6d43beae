"""What a newcomer is told, by the commands themselves."""

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

pytest.importorskip("samtranslator", reason="the stack's tools are missing: `make test-stack` installs and uses them")


from bot.on_lambda.slack_secret import SlackSecretSource
from infra import deploy, secrets, slack_manifest
from infra.account import AccountError, explained, open_session
from infra.deploy import check
from infra.packaging.packages import ROOT

pytestmark = pytest.mark.stack

REGION = "us-east-1"
SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
STACK = {
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
    "Outputs": {
        "RequestUrl": {"Value": "https://example.org/slack/events"},
        "SlackSecret": {"Value": "/lectern/slack"},
    },
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that AWS's tools have never run on."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "SLACK_"))]:
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def account(bare: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[boto3.Session]:
    """An account with a stack `lectern`, which has no secrets yet."""
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        session = boto3.Session()
        session.client("cloudformation").create_stack(StackName="lectern", TemplateBody=json.dumps(STACK))
        yield session


def test_setting_the_secrets(account: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING_SECRET)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2")

    assert secrets.main(["set"]) == 0

    ssm = account.client("ssm")
    parameter = ssm.get_parameter(Name="/lectern/slack", WithDecryption=True)["Parameter"]
    assert parameter["Type"] == "SecureString"
    assert json.loads(parameter["Value"]) == {"signing_secret": SIGNING_SECRET, "bot_token": "xoxb-1-2"}
    read = SlackSecretSource(ssm, "/lectern/slack").read()
    assert read
    assert read.bot_token.get_secret_value() == "xoxb-1-2"


def test_the_aws_cli_alone_sets_them_too(account: boto3.Session) -> None:
    page = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    (documented,) = re.findall(r"`aws ssm (put-parameter .+)`", page)
    command = shlex.split(documented)
    given = dict(pairwise(command))
    value = given["--value"].replace('"..."', f'"{SIGNING_SECRET}"')

    account.client("ssm").put_parameter(
        Name=given["--name"], Type=given["--type"], Value=value, Overwrite="--overwrite" in command
    )

    read = SlackSecretSource(account.client("ssm"), "/lectern/slack").read()
    assert read
    assert read.signing_secret.get_secret_value() == SIGNING_SECRET


@pytest.mark.parametrize(
    ("signing_secret", "bot_token", "error"),
    [
        ("xoxb-1-2", "xoxb-1-2", "That is no signing secret"),
        (SIGNING_SECRET, SIGNING_SECRET, "That is no bot token"),
        (SIGNING_SECRET, "xoxp-1-2", "That is no bot token"),
    ],
)
def test_secrets_that_cannot_be_right(
    account: boto3.Session,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    signing_secret: str,
    bot_token: str,
    error: str,
) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", signing_secret)
    monkeypatch.setenv("SLACK_BOT_TOKEN", bot_token)

    assert secrets.main(["set"]) == 1

    told = capsys.readouterr().err
    assert told.startswith(error)
    assert signing_secret not in told


def test_manifest_with_the_stacks_url(account: boto3.Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert slack_manifest.main([]) == 0

    filled = json.loads(capsys.readouterr().out)
    assert filled["settings"]["event_subscriptions"]["request_url"] == "https://example.org/slack/events"


@pytest.mark.parametrize("command", [slack_manifest.main, lambda arguments: secrets.main(["set", *arguments])])
def test_stack_that_is_not_there(
    account: boto3.Session, capsys: pytest.CaptureFixture[str], command: Callable[[list[str]], int]
) -> None:
    assert command(["--stack", "other"]) == 1

    assert capsys.readouterr().err.startswith("There is no stack other in us-east-1. Deploy it (docs/deploying.md)")


def test_before_and_after_a_deployment(account: boto3.Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert deploy.main(["before", "--stack", "new"]) == 0
    assert "Creating the stack new in account 123456789012, region us-east-1" in capsys.readouterr().out
    assert deploy.main(["before"]) == 0
    assert "Updating the stack lectern" in capsys.readouterr().out
    assert deploy.main(["after"]) == 0
    assert "https://example.org/slack/events" in capsys.readouterr().out


def test_models_that_an_earlier_stack_left(account: boto3.Session, capsys: pytest.CaptureFixture[str]) -> None:
    for bucket in ("other-models-1a-modelbucket-2b", "new-models-1a-modelbucket-2b"):
        account.client("s3").create_bucket(Bucket=bucket)

    assert deploy.main(["before", "--stack", "new"]) == 0
    assert 'PARAMETERS="ModelBucketName=new-models-1a-modelbucket-2b"' in capsys.readouterr().out
    assert deploy.main(["before", "ModelBucketName=mine", "--stack", "new"]) == 0
    assert "left its models" not in capsys.readouterr().out
    assert deploy.main(["before"]) == 0
    assert "left its models" not in capsys.readouterr().out


class FakeCloudFormation:
    def __init__(self, status: str, store: str | None) -> None:
        self._status = status
        self._parameters = [{"ParameterKey": "ModelStore", "ParameterValue": store}] if store else []

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803 - boto3's name
        return {"Stacks": [{"StackStatus": self._status, "Parameters": self._parameters}]}


def _with_stack(status: str, store: str | None = None) -> Any:
    return FakeCloudFormation(status, store)


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("ROLLBACK_COMPLETE", "delete-stack --stack-name lectern"),
        ("DELETE_FAILED", "Deleting everything"),
        ("UPDATE_IN_PROGRESS", "Wait until that has ended"),
    ],
)
def test_stack_that_cannot_be_deployed(status: str, advice: str) -> None:
    with pytest.raises(AccountError, match=advice):
        check(_with_stack(status), "lectern", {})


@pytest.mark.parametrize("status", ["CREATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])
def test_stack_that_can_be_updated(status: str) -> None:
    assert check(_with_stack(status), "lectern", {})


@pytest.mark.parametrize(
    ("has", "wanted", "fits"),
    [
        ("efs", {}, True),
        ("s3", {}, True),
        ("s3", {"ModelStore": "s3", "BotMemory": "512"}, True),
        (None, {"ModelStore": "efs"}, True),
        (None, {"ModelStore": "s3"}, False),
        ("efs", {"ModelStore": "s3"}, False),
        ("s3", {"ModelStore": "efs"}, False),
    ],
)
def test_a_live_stack_keeps_its_store(has: str | None, wanted: dict[str, str], fits: bool) -> None:
    stack = _with_stack("UPDATE_COMPLETE", has)
    if fits:
        assert check(stack, "lectern", wanted)
    else:
        with pytest.raises(AccountError, match=f"has ModelStore={has or 'efs'} and keeps it"):
            check(stack, "lectern", wanted)


def test_a_stack_that_never_was_may_have_any_store() -> None:
    assert not check(_with_stack("REVIEW_IN_PROGRESS", "efs"), "lectern", {"ModelStore": "s3"})


def test_bare_machine(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AccountError, match="No region is chosen"):
        open_session()
    with pytest.raises(AccountError, match="There are no AWS credentials here"):
        open_session(REGION)
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    with pytest.raises(AccountError, match="AWS_PROFILE must name a profile"):
        open_session(REGION)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ExpiredToken", "Your AWS credentials have expired"),
        ("AccessDenied", "You may not call PutObject. Ask for that permission"),
    ],
)
def test_refusals(code: str, sentence: str) -> None:
    with pytest.raises(AccountError, match=sentence), explained():
        raise ClientError({"Error": {"Code": code, "Message": "no"}}, "PutObject")
