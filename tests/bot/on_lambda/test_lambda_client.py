"""What the bot makes of everything that Lambda may answer."""

import io
import json
import logging
from typing import Any

import msgspec
import pytest

pytest.importorskip("boto3", reason="needs boto3: `make test-stack` installs and uses it")

from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, ReadTimeoutError

from bot.inference_client import AsleepError
from bot.on_lambda.lambda_client import LambdaClient, client_config
from inference.contract import CategoryRequest, ErrorCode, InferenceError, NounsReply, NounsRequest, Task

pytestmark = pytest.mark.stack

REPLY = {"entities": [{"text": "Google", "label": "ORG", "start": 12, "end": 18}], "model": "m"}
REQUEST = NounsRequest(text="He works at Google.")


class FakeLambda:
    """Gives its answers in order: exceptions are raised, bytes are the payload of a function that failed.

    A bytearray is the payload of one that did not, as it stands.
    """

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)
        self.calls: list[tuple[str, Any]] = []

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 - boto3's names
        self.calls.append((FunctionName, json.loads(Payload)))
        match self._answers.pop(0):
            case Exception() as error:
                raise error
            case bytes(payload):
                return {"Payload": io.BytesIO(payload), "FunctionError": "Unhandled"}
            case bytearray() as payload:
                return {"Payload": io.BytesIO(payload)}
            case answer:
                return {"Payload": io.BytesIO(json.dumps(answer).encode())}


def _client(fake: Any, seen: list[Any] | None = None) -> LambdaClient:
    observe = (lambda task, _, error: seen.append((task, error))) if seen is not None else None
    return LambdaClient(fake, {Task.NOUNS: "nouns-function"}, observe)


def _refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "He works at Google."}}, "Invoke")


def test_reply() -> None:
    fake, seen = FakeLambda(REPLY), list[Any]()

    assert _client(fake, seen).read(REQUEST) == msgspec.convert(REPLY, NounsReply)
    assert fake.calls == [("nouns-function", {"text": "He works at Google."})]
    assert seen == [(Task.NOUNS, None)]


def test_error_of_the_contract_is_passed_on() -> None:
    fake = FakeLambda({"error": {"code": "model_unavailable", "message": "There is none."}})
    seen: list[Any] = []

    with pytest.raises(InferenceError, match="There is none") as raised:
        _client(fake, seen).read(REQUEST)
    assert raised.value.code is ErrorCode.MODEL_UNAVAILABLE
    assert seen == [(Task.NOUNS, ErrorCode.MODEL_UNAVAILABLE)]


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (ReadTimeoutError(endpoint_url="x"), ErrorCode.TIMEOUT, "too long"),
        (b'{"errorMessage": "Task timed out after 30.00 seconds"}', ErrorCode.TIMEOUT, "too long"),
        (b'{"errorMessage": "He works at Google."}', ErrorCode.INTERNAL, "My reader failed"),
        (_refused("TooManyRequestsException"), ErrorCode.INTERNAL, "Too many people"),
        (_refused("AccessDeniedException"), ErrorCode.INTERNAL, "My reader failed"),
        ({"entities": "He works at Google."}, ErrorCode.INTERNAL, "My reader failed"),
        (None, ErrorCode.INTERNAL, "My reader failed"),
        (bytearray(b'{"entities": "He works at Google. \xff"}'), ErrorCode.INTERNAL, "My reader failed"),
        (bytearray(b"[" * 100_000), ErrorCode.INTERNAL, "My reader failed"),
    ],
)
def test_failures_are_told_without_the_text(
    caplog: pytest.LogCaptureFixture, answer: object, code: ErrorCode, words: str
) -> None:
    fake = FakeLambda(answer)

    with caplog.at_level(logging.DEBUG), pytest.raises(InferenceError, match=words) as raised:
        _client(fake).read(REQUEST)

    assert raised.value.code is code
    assert len(fake.calls) == 1
    assert "Google" not in caplog.text + raised.value.message


@pytest.mark.parametrize(
    "code",
    [
        "ResourceNotReadyException",
        "ENINotReadyException",
        "EFSIOException",
        "EFSMountConnectivityException",
        "EFSMountFailureException",
        "EFSMountTimeoutException",
        "EC2ThrottledException",
        "TooManyRequestsException",
    ],
)
def test_what_passes_is_worth_waiting_for(code: str) -> None:
    with pytest.raises(AsleepError):
        _client(FakeLambda(_refused(code))).read(REQUEST)


def test_stale_connection_is_tried_once_more() -> None:
    fake = FakeLambda(ConnectionClosedError(endpoint_url="x"), REPLY)
    assert _client(fake).read(REQUEST).model == "m"

    fake = FakeLambda(*[EndpointConnectionError(endpoint_url="x")] * 3)
    with pytest.raises(InferenceError, match="My reader failed"):
        _client(fake).read(REQUEST)
    assert len(fake.calls) == 2


def test_reply_to_another_request_is_none() -> None:
    fake: Any = FakeLambda(REPLY)
    client = LambdaClient(fake, {Task.CATEGORY: "category-function"})

    with pytest.raises(InferenceError, match="My reader failed"):
        client.read(CategoryRequest(text="He works at Google."))


def test_boto3_repeats_nothing_by_itself() -> None:
    config: Any = client_config(30)

    assert config.retries == {"total_max_attempts": 1}
    assert config.read_timeout > 30
