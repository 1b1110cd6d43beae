"""Slack's secrets as parameters of the stack, which CloudFormation itself cannot encrypt into Parameter Store."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.custom_resources.answering import Event, RefusedError
from infra.slack_parameter import delete_secrets, put_secrets

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

NOT_NOW = {"", "later"}
"""Values of the stack's parameters that leave alone what is there. `sam deploy --guided` asks until it gets a word."""


def apply(event: Event, client: "SSMClient", name: str) -> None:
    """Write the secrets where new ones are given, delete them with the stack; raises RefusedError.

    An update that brings no other secrets than the one before changes nothing: they may have been rotated since.
    """
    given = _secrets(event["ResourceProperties"])
    try:
        if event["RequestType"] == "Delete":
            delete_secrets(client, name)
        elif not NOT_NOW & {*given} and given != _secrets(event.get("OldResourceProperties", {})):
            put_secrets(client, name, *given)
    except ClientError as error:  # whose own words may quote what was sent
        code = error.response["Error"]["Code"]
        raise RefusedError(f"Parameter Store refused to keep Slack's secrets at {name}: {code}.") from None


def _secrets(properties: Mapping[str, Any]) -> tuple[str, str]:
    return properties.get("SigningSecret", ""), properties.get("BotToken", "")
