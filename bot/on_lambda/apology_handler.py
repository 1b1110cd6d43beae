"""Lambda entry point for what the worker could not answer: apologises for it."""

import os
import time
from typing import Any

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from slack_sdk import WebClient

from bot.on_lambda.apology_function import ApologyFunction
from bot.on_lambda.dynamodb_ledger import Claimant, DynamoDbLedger
from bot.on_lambda.queued_request import Work
from bot.on_lambda.slack_secret import SlackSecretSource
from bot.slack_client import create_web_client

_CONFIG = Config(connect_timeout=2, read_timeout=5, tcp_keepalive=True)


class NoSecretError(Exception):
    """Slack's secrets cannot be read: `python -m infra.secrets set` fills them."""


def _create_client() -> WebClient:
    secret = _secrets.read()
    if secret is None:
        raise NoSecretError
    return create_web_client(secret.bot_token.get_secret_value(), os.environ["SLACK_API_URL"])


def _create_ledger(claimant: Claimant) -> DynamoDbLedger:
    return DynamoDbLedger(lambda: _dynamodb, os.environ["DELIVERIES_TABLE"], lambda: claimant)


_session = boto3.Session()
_dynamodb = _session.client("dynamodb", config=_CONFIG)
_secrets = SlackSecretSource(_session.client("ssm", config=_CONFIG), os.environ["SLACK_SECRET_NAME"])
_apologise = ApologyFunction(_create_client, _create_ledger)


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Take one message of the queue; an error leaves it there."""
    for record in event["Records"]:
        work = Work.of(record)
        deadline = time.time() + context.get_remaining_time_in_millis() / 1000
        _apologise(work.request, Claimant(work.owner, deadline))
