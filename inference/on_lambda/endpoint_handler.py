"""Lambda entry point of a reader that is a SageMaker endpoint: TASK says what is asked, ENDPOINT who."""

import os
from typing import Any

import boto3
from aws_lambda_powertools.metrics import Metrics

from inference.contract import Task
from inference.on_lambda.endpoint_reader import EndpointReader, client_config
from inference.on_lambda.reader_function import Context, ReaderFunction

_metrics = Metrics()
_runtime = boto3.client("sagemaker-runtime", config=client_config(int(os.environ["READER_TIMEOUT"])))
_read = ReaderFunction(Task(os.environ["TASK"]), EndpointReader(_runtime, os.environ["ENDPOINT"]), _metrics)


@_metrics.log_metrics(capture_cold_start_metric=True)
def handler(event: object, context: Context) -> dict[str, Any]:
    """Answer one request of the contract, from a caller in AWS or through API Gateway."""
    return _read(event, context)
