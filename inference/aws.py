"""Lambda entry point of every reader: TASK says which, MODEL_ROOT where the models are."""

import os
from pathlib import Path
from typing import Any

from aws_lambda_powertools.metrics import Metrics

from inference.contract import Task
from inference.reader_function import Context, ReaderFunction

_metrics = Metrics()
_read = ReaderFunction(Task(os.environ["TASK"]), Path(os.environ["MODEL_ROOT"]), _metrics)
_read.load()


@_metrics.log_metrics(capture_cold_start_metric=True)
def handler(event: object, context: Context) -> dict[str, Any]:
    """Answer one request of the contract."""
    return _read(event, context)
