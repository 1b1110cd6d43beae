"""A category from a SageMaker endpoint, all the way: signed requests in, a reply in Slack or a response over HTTP."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from aws_lambda_powertools.metrics import Metrics

from bot.on_lambda.lambda_client import LambdaClient
from inference.contract import Task
from inference.on_lambda.reader_function import ReaderFunction
from tests.bot.stage import Stage, bold, shown
from tests.inference.sagemaker import ENDPOINT, Answer, SageMaker, model_error, refusal, reply, running_sagemaker
from tests.stack.http_api import event

TEXT = "What a wonderful match."
SENTIMENT = [{"label": "NEGATIVE", "score": 0.2}, {"label": "POSITIVE", "score": 0.8}]
TOO_LARGE = '{"error": {"code": "invalid_request", "message": "The request is too large. Send shorter texts."}}'


class Context:
    def get_remaining_time_in_millis(self) -> int:
        return 30_000


class Function:
    """The endpoint's function, and the Lambda that the bot invokes it through."""

    def __init__(self, sagemaker: SageMaker) -> None:
        metrics = Metrics(namespace="test", service="category")
        self._read = ReaderFunction(Task.CATEGORY, sagemaker.reader(timeout=4), metrics)

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - boto3's names
        return {"Payload": io.BytesIO(json.dumps(self._read(json.loads(Payload), Context())).encode())}

    def post(self, text: str) -> tuple[int, dict[str, Any]]:
        body = json.dumps({"text": text}).encode()
        response = self._read(event("/v1/category", {"Content-Type": "application/json"}, body), Context())
        return response["statusCode"], json.loads(response["body"])


@pytest.fixture
def sagemaker() -> Iterator[SageMaker]:
    with running_sagemaker() as running:
        yield running


@pytest.fixture
def function(sagemaker: SageMaker, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Function:
    """Asked by the stage's bot for everything."""
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    made = Function(sagemaker)
    fake: Any = made
    monkeypatch.setattr(stage.inference, "read", LambdaClient(fake, {Task.CATEGORY: "category"}).read)
    return made


def test_labels_of_any_classifier_are_shown_as_categories(
    sagemaker: SageMaker, function: Function, stage: Stage
) -> None:
    sagemaker.answers(reply(SENTIMENT))

    (answer,) = stage.mention(f"@lectern category {TEXT}")

    assert answer["text"] == "Category: POSITIVE (80%)"
    assert bold(answer) == ["POSITIVE"]
    assert shown(answer).splitlines()[1:] == [
        "POSITIVE  ██████████░░  80%",
        "NEGATIVE  ██░░░░░░░░░░  20%",
    ]
    assert function.post(TEXT) == (
        200,
        {
            "category": "POSITIVE",
            "score": 0.8,
            "scores": {"NEGATIVE": 0.2, "POSITIVE": 0.8},
            "model": ENDPOINT,
            "topics": [],
        },
    )


@pytest.mark.parametrize(
    ("answer", "words", "status"),
    [
        (refusal(400, "ValidationError", f"Endpoint {ENDPOINT} of account 123456789012 not found."), "not there", 503),
        (refusal(429, "ModelNotReadyException"), "still being made ready", 503),
        (refusal(400, "ThrottlingException", "Rate exceeded"), "Too many people", 503),
        (refusal(403, "AccessDeniedException"), "My reader failed", 500),
        (model_error(500, TEXT), "My reader failed", 500),
        (model_error(0, "Your invocation timed out while waiting for a response"), "too long", 504),
        (model_error(413, TOO_LARGE), "too large", 400),
        (reply([{"label": TEXT}]), "My reader failed", 500),
    ],
)
def test_what_goes_wrong_is_one_apology_and_the_right_status(
    sagemaker: SageMaker,
    function: Function,
    stage: Stage,
    caplog: pytest.LogCaptureFixture,
    answer: Answer,
    words: str,
    status: int,
) -> None:
    sagemaker.answers(answer)

    with caplog.at_level(logging.INFO):
        (apology,) = stage.mention(f"@lectern category {TEXT}")
        given, said = function.post(TEXT)

    assert words in apology["text"]
    assert (given, words in said["error"]["message"]) == (status, True)
    assert "wonderful" not in apology["text"] + str(said) + caplog.text
    assert stage.failures == []


def test_an_endpoint_that_hangs(sagemaker: SageMaker, function: Function, stage: Stage) -> None:
    sagemaker.gate.clear()

    (apology,) = stage.mention(f"@lectern category {TEXT}")

    assert apology["text"] == "Reading that took too long. Please try again, or send a shorter text."
    assert function.post(TEXT)[0] == 504


@pytest.mark.parametrize("text", ["", "a" * 40_001])
def test_what_is_no_request_costs_no_invocation(sagemaker: SageMaker, function: Function, text: str) -> None:
    status, said = function.post(text)

    assert (status, said["error"]["code"]) == (400, "invalid_request")
    assert sagemaker.asked == []
