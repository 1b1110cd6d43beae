"""Lambda entry point of the bot: builds the app once for an execution environment."""

import logging
import os
from contextvars import ContextVar
from typing import Any

import boto3
from aws_lambda_powertools.metrics import Metrics, MetricUnit, single_metric
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from slack_bolt import App

from bot.app import create_app
from bot.on_lambda.bot_function import BotFunction, Failures
from bot.on_lambda.dynamodb_ledger import DynamoDbLedger
from bot.on_lambda.lambda_client import LambdaClient, client_config
from bot.on_lambda.slack_secret import SlackSecret, SlackSecretSource
from bot.settings import read_team_ids
from inference.contract import ErrorCode, Task

logging.getLogger("botocore").setLevel(logging.WARNING)  # It tells of every client that is made.

_FUNCTIONS = {
    Task.NOUNS: os.environ["NOUNS_FUNCTION"],
    Task.CATEGORY: os.environ["CATEGORY_FUNCTION"],
    Task.ANSWERS: os.environ["ANSWERS_FUNCTION"],
}
_QUICK = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3}, tcp_keepalive=True)
"""For what Slack waits for. Invoking the second half twice does no harm: the ledger knows it."""


def _observe_inference(task: Task, milliseconds: float, error: ErrorCode | None) -> None:
    with single_metric("InferenceTime", MetricUnit.Milliseconds, milliseconds) as metric:
        metric.add_dimension("task", task)
    if error:
        with single_metric("Errors", MetricUnit.Count, 1) as metric:
            metric.add_dimension("code", error)


def _create_ledger() -> DynamoDbLedger:
    return DynamoDbLedger(
        lambda: _session.client("dynamodb", config=_QUICK), os.environ["DELIVERIES_TABLE"], _invocation.get
    )


def _create_app(secret: SlackSecret, failures: Failures) -> App:
    return create_app(
        signing_secret=secret.signing_secret.get_secret_value(),
        bot_token=secret.bot_token.get_secret_value(),
        api_url=os.environ["SLACK_API_URL"],
        inference=_inference,
        team_ids=read_team_ids(os.environ["SLACK_TEAM_ID"]),
        ledger=_ledger,
        on_failure=failures.append,
    )


_session = boto3.Session()
_metrics = Metrics()
_invocation: ContextVar[str] = ContextVar("invocation")
_ledger = _create_ledger()
_inference = LambdaClient(
    _session.client("lambda", config=client_config(int(os.environ["READER_TIMEOUT"]))), _FUNCTIONS, _observe_inference
)
_answer = BotFunction(
    create_app=_create_app,
    secrets=SlackSecretSource(_session.client("ssm", config=_QUICK), os.environ["SLACK_SECRET_NAME"]),
    lambda_client=_session.client("lambda", config=_QUICK),
    metrics=_metrics,
)


@_metrics.log_metrics(capture_cold_start_metric=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one event of API Gateway's, or one of the function's own."""
    _invocation.set(context.aws_request_id)
    return _answer(event, context)
