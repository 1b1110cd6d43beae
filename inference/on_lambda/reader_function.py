"""A reader as a Lambda function: one model, loaded once for an execution environment."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

from aws_lambda_powertools.metrics import Metrics, MetricUnit, single_metric

from inference.contract import ErrorCode, InferenceError, Task, to_builtins
from inference.on_lambda.http_events import answer_http, is_http_event
from inference.respond import respond

if TYPE_CHECKING:
    from inference.readers import Reader

_MARGIN_SECONDS = 1.0
"""Time that is left for the answer when reading takes too long."""

_TOO_SLOW = "That took me too long. Please try again, or send a shorter text."

_log = logging.getLogger(__name__)


class Context(Protocol):
    """The part of Lambda's context that is needed here."""

    def get_remaining_time_in_millis(self) -> int: ...


class ReaderFunction:
    """Called with a request, answers with a reply or an error; an error of the contract is no failure of the function.

    The request may come bare or within API Gateway's event; then the answer is a response over HTTP.

    The version that is current when the model loads serves for as long as the environment lives.
    """

    def __init__(self, task: Task, reader: "Reader", metrics: Metrics) -> None:
        self._task = task
        self._reader = reader
        self._metrics = metrics
        # Reading cannot be interrupted, only waited for no longer; what was given up delays the next request at most.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=task)

    def load(self) -> None:
        """Load the model if there is one; without it, every request looks for it again."""
        started = time.perf_counter()
        try:
            self._reader.load()
        except InferenceError as error:
            _log.warning("no %s model yet: %s", self._task, error.message)
        except Exception:
            _log.exception("loading the %s model failed", self._task)
        else:
            self._metrics.add_metric("ModelLoadTime", MetricUnit.Milliseconds, _milliseconds_since(started))

    def __call__(self, event: object, context: Context) -> dict[str, Any]:
        if is_http_event(event):
            return answer_http(event, lambda payload: self._answer(payload, context))
        return self._answer(event, context)

    def _answer(self, payload: object, context: Context) -> dict[str, Any]:
        started = time.perf_counter()
        reply = self._respond(payload, context.get_remaining_time_in_millis() / 1000 - _MARGIN_SECONDS)
        self._metrics.add_metric("ReadTime", MetricUnit.Milliseconds, _milliseconds_since(started))
        if error := reply.get("error"):
            with single_metric("Errors", MetricUnit.Count, 1) as metric:
                metric.add_dimension("code", error["code"])
        return reply

    def _respond(self, payload: object, seconds: float) -> dict[str, Any]:
        try:
            return self._worker.submit(respond, self._reader, self._task, payload).result(timeout=seconds)
        except TimeoutError:
            _log.error("gave up reading after %.1f s", seconds)
            return to_builtins(InferenceError(ErrorCode.TIMEOUT, _TOO_SLOW).reply())


def _milliseconds_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
