"""Lambda entry point of every reader: TASK says which, MODEL_ROOT where the models are."""

import logging
import os
from typing import Any

from aws_lambda_powertools.metrics import Metrics

from inference.contract import Task
from inference.on_lambda.reader_function import Context, ReaderFunction
from inference.readers import create_reader
from inference.store.model import model_root

logging.getLogger("botocore").setLevel(logging.WARNING)  # It tells of every client that is made.

_metrics = Metrics()
_task = Task(os.environ["TASK"])
_read = ReaderFunction(_task, create_reader(_task, model_root(os.environ["MODEL_ROOT"])), _metrics)
_read.load()


@_metrics.log_metrics(capture_cold_start_metric=True)
def handler(event: object, context: Context) -> dict[str, Any]:
    """Answer one request of the contract, from a caller in AWS or through API Gateway."""
    return _read(event, context)
