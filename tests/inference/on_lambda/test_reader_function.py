"""A reader as a Lambda function, with a reader that does what a test wants."""

import json
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from aws_lambda_powertools.metrics import Metrics

from inference.contract import CategoryReply, CategoryRequest, ErrorCode, InferenceError, Task, to_builtins
from inference.on_lambda.reader_function import ReaderFunction

REPLY = CategoryReply(category="business", score=0.9, scores={"business": 0.9}, model="fake")


class FakeReader:
    def __init__(self) -> None:
        self.load_error: Exception | None = None
        self.gate = Event()
        self.gate.set()

    def load(self) -> None:
        if self.load_error:
            raise self.load_error

    def read(self, request: CategoryRequest) -> CategoryReply:
        assert self.gate.wait(30)
        self.load()
        return REPLY


class FakeContext:
    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


LONG = FakeContext(30_000)


@pytest.fixture
def reader() -> Iterator[FakeReader]:
    fake = FakeReader()
    yield fake
    fake.gate.set()


@pytest.fixture
def metrics(monkeypatch: pytest.MonkeyPatch) -> Iterator[Metrics]:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    made = Metrics(namespace="test", service="category")
    yield made
    made.clear_metrics()


@pytest.fixture
def create(reader: FakeReader, metrics: Metrics) -> Callable[[], ReaderFunction]:
    return lambda: ReaderFunction(Task.CATEGORY, reader, metrics)


def _emitted(metrics: Metrics) -> set[str]:
    return set(metrics.serialize_metric_set()) - {"_aws", "service"}


def test_reply(create: Callable[[], ReaderFunction], metrics: Metrics) -> None:
    function = create()
    function.load()

    assert function({"text": "Shares fell."}, LONG) == to_builtins(REPLY)
    assert _emitted(metrics) == {"ModelLoadTime", "ReadTime"}


def test_request_through_api_gateway(create: Callable[[], ReaderFunction]) -> None:
    event = {
        "version": "2.0",
        "requestContext": {"http": {"method": "POST"}},
        "headers": {"content-type": "application/json"},
        "body": '{"text": "Shares fell."}',
    }

    response = create()(event, LONG)

    assert (response["statusCode"], json.loads(response["body"])) == (200, to_builtins(REPLY))


@pytest.mark.parametrize("event", [None, {}, {"text": ""}, "text"])
def test_request_that_is_none(create: Callable[[], ReaderFunction], event: object) -> None:
    assert create()(event, LONG)["error"]["code"] == "invalid_request"


def test_model_that_is_published_later(create: Callable[[], ReaderFunction], reader: FakeReader) -> None:
    reader.load_error = InferenceError(ErrorCode.MODEL_UNAVAILABLE, "There is none.")
    function = create()
    function.load()
    request = {"text": "Shares fell."}

    error: dict[str, Any] = function(request, LONG)["error"]
    reader.load_error = None

    assert error == {"code": "model_unavailable", "message": "There is none."}
    assert function(request, LONG)["category"] == "business"


def test_file_system_that_fails_while_loading(create: Callable[[], ReaderFunction], reader: FakeReader) -> None:
    reader.load_error = OSError("Input/output error")
    function = create()
    function.load()

    assert function({"text": "Shares fell."}, LONG)["error"]["code"] == "internal"


def test_reading_that_takes_too_long(
    create: Callable[[], ReaderFunction], reader: FakeReader, capsys: pytest.CaptureFixture[str]
) -> None:
    function = create()
    reader.gate.clear()

    error = function({"text": "Shares fell."}, FakeContext(1_010))["error"]
    reader.gate.set()

    assert error["code"] == "timeout"
    assert '"timeout"' in capsys.readouterr().out  # the metric
    assert function({"text": "Shares fell."}, LONG)["category"] == "business"
