"""Lambda entry point of every reader: TASK says which, MODEL_ROOT where the models are."""

import os
from typing import Any

from aws_lambda_powertools.metrics import Metrics

from inference.contract import Task
from inference.http_events import answer_http, is_http_event
from inference.models import model_root
from inference.reader_function import Context, ReaderFunction

_metrics = Metrics()
_read = ReaderFunction(Task(os.environ["TASK"]), model_root(os.environ["MODEL_ROOT"]), _metrics)
_read.load()


@_metrics.log_metrics(capture_cold_start_metric=True)
def handler(event: object, context: Context) -> dict[str, Any]:
    """Answer one request of the contract, from a caller in AWS or through API Gateway."""
    if is_http_event(event):
        return answer_http(event, lambda payload: _read(payload, context))
    return _read(event, context)
