"""A real client, and everything that a SageMaker endpoint may answer it."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from inference.contract import (
    MAX_QUESTION_LENGTH,
    MAX_TEXT_LENGTH,
    AnswersReply,
    AnswersRequest,
    CategoryReply,
    CategoryRequest,
    ErrorCode,
    InferenceError,
    NounsReply,
    NounsRequest,
    Request,
    to_builtins,
)
from inference.server.hosting import ATTRIBUTES
from tests.inference.sagemaker import (
    ENDPOINT,
    Answer,
    Asked,
    SageMaker,
    model_error,
    refusal,
    reply,
    running_sagemaker,
)
from tests.inference.server.conftest import wait_until_ready
from tests.inference.server.stand_ins import app_of, stand_ins

REQUEST = CategoryRequest(text="A goal in the last minute.")
REPLY = CategoryReply(category="sport", score=0.9, scores={"sport": 0.9, "tech": 0.1}, model="m@1")
SENTIMENT = [{"label": "NEGATIVE", "score": 0.2}, {"label": "POSITIVE", "score": 0.8}]


@pytest.fixture
def sagemaker() -> Iterator[SageMaker]:
    with running_sagemaker() as running:
        yield running


def test_a_reply_of_the_contract_is_the_reply(sagemaker: SageMaker) -> None:
    sagemaker.answers(reply(to_builtins(REPLY)))

    assert sagemaker.reader().read(REQUEST) == REPLY
    (asked,) = sagemaker.asked
    assert (asked.path, asked.attributes) == (f"/endpoints/{ENDPOINT}/invocations", "task=category")
    assert json.loads(asked.body)["text"] == REQUEST.text


@pytest.mark.parametrize("nested", [False, True])
def test_any_text_classification_container_will_do(sagemaker: SageMaker, nested: bool) -> None:
    sagemaker.answers(reply([SENTIMENT] if nested else SENTIMENT))

    scores = {"NEGATIVE": 0.2, "POSITIVE": 0.8}
    expected = CategoryReply(category="POSITIVE", score=0.8, scores=scores, model=ENDPOINT)
    assert sagemaker.reader().read(REQUEST) == expected
    body = json.loads(sagemaker.asked[0].body)
    assert (body["inputs"], body["parameters"]["top_k"]) == (REQUEST.text, None)


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (reply({"error": {"code": "invalid_request", "message": "In English."}}), ErrorCode.INVALID_REQUEST, "English"),
        (refusal(400, "ThrottlingException"), ErrorCode.MODEL_UNAVAILABLE, "Too many people"),
        (refusal(503, "ServiceUnavailable"), ErrorCode.MODEL_UNAVAILABLE, "Too many people"),
        (refusal(429, "ModelNotReadyException"), ErrorCode.MODEL_UNAVAILABLE, "still being made ready"),
        (refusal(400, "ValidationError", "Endpoint news not found."), ErrorCode.MODEL_UNAVAILABLE, "not there"),
        (refusal(403, "AccessDeniedException"), ErrorCode.INTERNAL, "My reader failed"),
        (refusal(500, "InternalFailure"), ErrorCode.INTERNAL, "My reader failed"),
        (model_error(500, "A goal"), ErrorCode.INTERNAL, "My reader failed"),
        (model_error(400, '{"code": 400, "message": "A goal"}'), ErrorCode.INTERNAL, "My reader failed"),
        (model_error(0, "Your invocation timed out while waiting"), ErrorCode.TIMEOUT, "too long"),
        (reply(b"<html>"), ErrorCode.INTERNAL, "My reader failed"),
        (reply([]), ErrorCode.INTERNAL, "My reader failed"),
        (reply([[]]), ErrorCode.INTERNAL, "My reader failed"),
        (reply({"category": 1}), ErrorCode.INTERNAL, "My reader failed"),
        (reply([{"label": "A goal", "score": "high"}]), ErrorCode.INTERNAL, "My reader failed"),
        (reply(b'[{"label": "A goal", "score": NaN}]'), ErrorCode.INTERNAL, "My reader failed"),
    ],
)
def test_what_goes_wrong_is_said_once_and_without_the_text(
    sagemaker: SageMaker, answer: Answer, code: ErrorCode, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    sagemaker.answers(answer)

    with caplog.at_level(logging.INFO), pytest.raises(InferenceError, match=words) as caught:
        sagemaker.reader().read(REQUEST)

    assert caught.value.code is code
    assert "goal" not in caught.value.message + caplog.text
    assert len(sagemaker.asked) == 1


def test_an_endpoint_that_says_nothing(sagemaker: SageMaker) -> None:
    sagemaker.gate.clear()

    with pytest.raises(InferenceError, match="too long") as caught:
        sagemaker.reader(timeout=3).read(REQUEST)

    assert caught.value.code is ErrorCode.TIMEOUT
    assert len(sagemaker.asked) == 1


def test_a_stale_connection_is_tried_once_more(sagemaker: SageMaker) -> None:
    sagemaker.answering = lambda _: reply(to_builtins(REPLY)) if len(sagemaker.asked) > 1 else None
    assert sagemaker.reader().read(REQUEST) == REPLY

    sagemaker.asked.clear()
    sagemaker.answering = lambda _: None
    with pytest.raises(InferenceError, match="My reader failed"):
        sagemaker.reader().read(REQUEST)
    assert len(sagemaker.asked) == 2


@pytest.fixture
def our_server(sagemaker: SageMaker) -> SageMaker:
    """`python -m inference server` in the endpoint's container."""
    client = app_of(stand_ins()).test_client()
    wait_until_ready(client)
    sagemaker.answering = _passed_to(client)
    return sagemaker


def _passed_to(client: FlaskClient) -> Callable[[Asked], Answer]:
    def invoke(asked: Asked) -> Answer:
        headers = {"Content-Type": "application/json", ATTRIBUTES: asked.attributes}
        response = client.post("/invocations", data=asked.body, headers=headers)
        if response.status_code == 200:
            return reply(response.get_data())
        return model_error(response.status_code, response.get_data(as_text=True))

    return invoke


@pytest.mark.parametrize(
    ("request_", "reply_type"),
    [
        (NounsRequest(text="Ada"), NounsReply),
        (CategoryRequest(text="Ada"), CategoryReply),
        (AnswersRequest(question="Who?", context="Ada."), AnswersReply),
    ],
)
def test_our_own_server_serves_every_task(our_server: SageMaker, request_: Request[Any], reply_type: type) -> None:
    assert isinstance(our_server.reader().read(request_), reply_type)


def test_errors_of_our_own_server_come_through(our_server: SageMaker) -> None:
    with pytest.raises(InferenceError, match=r"Too slow\.") as caught:
        our_server.reader().read(CategoryRequest(text="late"))
    assert caught.value.code is ErrorCode.TIMEOUT


@pytest.mark.parametrize("character", ["\U0001f600", "\x01", '"', "é"])
def test_no_text_that_the_contract_allows_is_too_large(our_server: SageMaker, character: str) -> None:
    text, question = character * MAX_TEXT_LENGTH, character * MAX_QUESTION_LENGTH

    assert our_server.reader().read(AnswersRequest(question=question, context=text)).answer == character
    assert our_server.reader().read(CategoryRequest(text=text)).category == "sport"
