import io
import json
import logging
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from bot.inference_client import InProcessClient
from bot.sagemaker_client import RoutingClient, SageMakerClient
from inference.contract import (
    AnswersReply,
    AnswersRequest,
    CategoryReply,
    CategoryRequest,
    ErrorCode,
    InferenceError,
    NounsReply,
    NounsRequest,
    Task,
)

REQUEST = CategoryRequest(text="A goal in the last minute.")


class Runtime:
    """Answers every invocation with one body, or raises one error; remembers what it was asked."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: dict[str, Any] = {}

    def invoke_endpoint(self, **asked: Any) -> dict[str, Any]:
        self.asked = asked
        if isinstance(self.answer, Exception):
            raise self.answer
        return {"Body": io.BytesIO(self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer).encode())}


def client(answer: Any) -> tuple[SageMakerClient, Runtime]:
    runtime = Runtime(answer)
    return SageMakerClient(runtime, "news"), runtime


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "quotes A goal"}}, "InvokeEndpoint")


def test_a_reply_of_the_contract_is_the_reply() -> None:
    expected = CategoryReply(category="sport", score=0.9, scores={"sport": 0.9, "tech": 0.1}, model="m@1")
    asked, runtime = client(expected.model_dump())
    assert asked.read(REQUEST) == expected
    assert (runtime.asked["EndpointName"], runtime.asked["CustomAttributes"]) == ("news", "task=category")
    assert json.loads(runtime.asked["Body"])["text"] == REQUEST.text


@pytest.mark.parametrize("nested", [False, True])
def test_any_text_classification_container_will_do(nested: bool) -> None:
    scores = [{"label": "NEGATIVE", "score": 0.2}, {"label": "POSITIVE", "score": 0.8}]
    asked, runtime = client([scores] if nested else scores)
    reply = asked.read(REQUEST)
    assert (reply.category, reply.score) == ("POSITIVE", 0.8)
    assert (reply.scores, reply.model) == ({"NEGATIVE": 0.2, "POSITIVE": 0.8}, "news")
    body = json.loads(runtime.asked["Body"])
    assert (body["inputs"], body["parameters"]["top_k"]) == (REQUEST.text, None)


def test_a_question_goes_with_its_context() -> None:
    reply = AnswersReply(answer=None, score=0.9, start=None, end=None, evidence=None, model="m@1")
    asked, runtime = client(reply.model_dump())
    assert asked.read(AnswersRequest(question="Who?", context="Ada.")) == reply
    assert json.loads(runtime.asked["Body"])["inputs"] == {"question": "Who?", "context": "Ada."}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"error": {"code": "invalid_request", "message": "In English, please."}}, ErrorCode.INVALID_REQUEST),
        (refused("ThrottlingException"), ErrorCode.MODEL_UNAVAILABLE),
        (refused("ModelNotReadyException"), ErrorCode.MODEL_UNAVAILABLE),
        (refused("ValidationError"), ErrorCode.MODEL_UNAVAILABLE),
        (refused("ModelError"), ErrorCode.INTERNAL),
        (ReadTimeoutError(endpoint_url="x"), ErrorCode.TIMEOUT),
        (EndpointConnectionError(endpoint_url="x"), ErrorCode.INTERNAL),
        (b"<html>", ErrorCode.INTERNAL),
        ([], ErrorCode.INTERNAL),
        ({"category": 1}, ErrorCode.INTERNAL),
    ],
)
def test_what_goes_wrong_is_said_without_the_text(
    answer: Any, code: ErrorCode, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(InferenceError) as caught:
        client(answer)[0].read(REQUEST)
    assert caught.value.code is code
    assert "goal" not in caught.value.message + caplog.text


class Reader:
    def load(self) -> None: ...

    def read(self, request: NounsRequest) -> NounsReply:
        return NounsReply(entities=[], model="here")


def test_tasks_go_to_whom_they_were_given() -> None:
    expected = CategoryReply(category=None, score=0.1, scores={"sport": 0.1}, model="there")
    routed = RoutingClient(InProcessClient({Task.NOUNS: Reader()}), {Task.CATEGORY: client(expected.model_dump())[0]})
    assert routed.read(REQUEST) == expected
    assert routed.read(NounsRequest(text="a")).model == "here"
