"""Slack's secrets in Parameter Store: one encrypted parameter that holds both, which costs nothing."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


def put_secrets(client: "SSMClient", name: str, signing_secret: str, bot_token: str) -> None:
    """Write what `bot.on_lambda.slack_secret` reads, in the place of what was there."""
    client.put_parameter(
        Name=name,
        Type="SecureString",
        Value=json.dumps({"signing_secret": signing_secret, "bot_token": bot_token}),
        Description="Lectern: signing secret and bot token of its Slack app",
        Overwrite=True,
    )


def delete_secrets(client: "SSMClient", name: str) -> None:
    """Have none, whether or not there were any."""
    try:
        client.delete_parameter(Name=name)
    except client.exceptions.ParameterNotFound:
        return
