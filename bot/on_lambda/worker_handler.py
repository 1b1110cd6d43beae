"""Lambda entry point of the bot: builds the app once for an execution environment, and answers what is on the queue."""

import logging
import os
import time
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from aws_lambda_powertools.metrics import Metrics, MetricUnit, single_metric
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from slack_bolt import App

from bot.app import create_app
from bot.on_lambda.dynamodb_ledger import DynamoDbLedger
from bot.on_lambda.dynamodb_preferences import DynamoDbPreferences
from bot.on_lambda.lambda_client import LambdaClient, client_config
from bot.on_lambda.queued_request import QueuedRequest
from bot.on_lambda.slack_secret import SlackSecret, SlackSecretSource
from bot.on_lambda.worker import Failures, Queue, Worker
from bot.settings import read_manners, read_team_ids
from inference.contract import ErrorCode, Task

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

logging.getLogger("botocore").setLevel(logging.WARNING)  # It tells of every client that is made.

_FUNCTIONS = {
    Task.NOUNS: os.environ["NOUNS_FUNCTION"],
    Task.CATEGORY: os.environ["CATEGORY_FUNCTION"],
    Task.ANSWERS: os.environ["ANSWERS_FUNCTION"],
}
_QUICK = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3}, tcp_keepalive=True)


@cache
def _dynamodb() -> "DynamoDBClient":
    client: DynamoDBClient = _session.client("dynamodb", config=_QUICK)
    return client


def _observe_inference(task: Task, milliseconds: float, error: ErrorCode | None) -> None:
    with single_metric("InferenceTime", MetricUnit.Milliseconds, milliseconds) as metric:
        metric.add_dimension("task", task)
    if error:
        with single_metric("Errors", MetricUnit.Count, 1) as metric:
            metric.add_dimension("code", error)


def _count_feedback(task: Task, model: str, is_up: bool) -> None:
    with single_metric("Feedback", MetricUnit.Count, 1) as metric:
        metric.add_dimension("task", task)
        metric.add_dimension("model", model)
        metric.add_dimension("thumb", "up" if is_up else "down")


def _create_app(secret: SlackSecret, failures: Failures) -> App:
    return create_app(
        signing_secret=secret.signing_secret.get_secret_value(),
        bot_token=secret.bot_token.get_secret_value(),
        api_url=os.environ["SLACK_API_URL"],
        inference=_inference,
        team_ids=read_team_ids(os.environ["SLACK_TEAM_ID"]),
        manners=read_manners(
            os.environ["LECTERN_FOLLOW_UPS"], os.environ["LECTERN_ALLOWED_APPS"], os.environ["LECTERN_REACTION"]
        ),
        ledger=DynamoDbLedger(_dynamodb, os.environ["DELIVERIES_TABLE"], lambda: _worker.claimant),
        preferences=DynamoDbPreferences(_dynamodb, os.environ["PREFERENCES_TABLE"]),
        on_failure=failures.append,
        on_feedback=_count_feedback,
        may_wait=lambda: _worker.may_wait(),  # noqa: PLW0108 - the worker is made with this
    )


def _answer(record: dict[str, Any], lambda_context: LambdaContext) -> None:
    started = time.perf_counter()
    try:
        _worker.answer(record, time.time() + lambda_context.get_remaining_time_in_millis() / 1000)
    finally:
        _metrics.add_metric("AnswerTime", MetricUnit.Milliseconds, (time.perf_counter() - started) * 1000)


_session = boto3.Session()
_metrics = Metrics()
_inference = LambdaClient(
    _session.client("lambda", config=client_config(int(os.environ["READER_TIMEOUT"]))), _FUNCTIONS, _observe_inference
)
_processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
_worker = Worker(
    create_app=_create_app,
    secrets=SlackSecretSource(_session.client("ssm", config=_QUICK), os.environ["SLACK_SECRET_NAME"]),
    queue=Queue(_session.client("sqs", config=_QUICK), os.environ["MESSAGES_QUEUE_URL"]),
)


@_metrics.log_metrics(capture_cold_start_metric=True)
def _answer_all(event: dict[str, Any], context: LambdaContext) -> Any:
    return process_partial_response(event, _answer, _processor, context)


def handler(event: dict[str, Any], context: LambdaContext) -> Any:
    """Answer what the queue hands out, or acknowledge an interaction for the door."""
    if "acknowledge" in event:
        return _worker.acknowledge(QueuedRequest.from_json(event["acknowledge"]))
    return _answer_all(event, context)
