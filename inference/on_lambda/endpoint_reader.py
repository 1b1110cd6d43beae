"""A reader that is a SageMaker endpoint: one of ours, or any that classifies texts."""

import json
import logging
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from inference import remote
from inference.contract import UNREADABLE, CategoryReply, ErrorCode, ErrorReply, InferenceError, Request, Task, error_in

if TYPE_CHECKING:
    from mypy_boto3_sagemaker_runtime import SageMakerRuntimeClient

_JSON = "application/json"
_MARGIN_SECONDS = 2
_MISSING = "My model for this is not there, or still being made ready. Please tell whoever looks after Lectern."

_CONTAINER_TOO_SLOW = "invocation timed out"
"""Of what SageMaker says when the container took more than its 60 seconds."""

_log = logging.getLogger(__name__)


class _Label(msgspec.Struct):
    label: str
    score: float

    def __post_init__(self) -> None:
        if not isfinite(self.score):
            raise ValueError("no score")


_Labels = Annotated[list[_Label], msgspec.Meta(min_length=1)]


def client_config(reader_timeout: int) -> Config:
    """Give up before the function does, after `reader_timeout` seconds."""
    return remote.patient_config(reader_timeout - _MARGIN_SECONDS)


class EndpointReader:
    """Invokes one endpoint, which speaks the contract or Hugging Face's own JSON."""

    def __init__(self, runtime: "SageMakerRuntimeClient", endpoint: str) -> None:
        self._runtime = runtime
        self._endpoint = endpoint

    def load(self) -> None:
        """Nothing to do: the model is at the endpoint."""

    def read(self, request: Request[Any]) -> Any:
        """Have a request read; raises InferenceError with words for the person who asked."""
        payload = self._invoke(request)
        if error := error_in(payload):
            raise error
        try:
            if request.task is Task.CATEGORY and isinstance(payload, list):
                return self._translated(payload)
            return msgspec.convert(payload, request.reply_type)
        except UNREADABLE:
            _log.error("%s: the endpoint's reply is not the contract's", request.task)
            raise remote.failed() from None

    def _invoke(self, request: Request[Any]) -> Any:
        try:
            return remote.call(lambda: self._call(request))
        except ClientError as error:
            raise _refusal(request.task, error) from None
        except (BotoCoreError, ValueError) as error:
            _log.error("%s: no reply from the endpoint: %s", request.task, type(error).__name__)
            raise remote.failed() from None

    def _call(self, request: Request[Any]) -> Any:
        response = self._runtime.invoke_endpoint(
            EndpointName=self._endpoint,
            ContentType=_JSON,
            Accept=_JSON,
            CustomAttributes=f"task={request.task}",
            Body=json.dumps(_body(request), ensure_ascii=False).encode(),
        )
        return json.loads(response["Body"].read())

    def _translated(self, payload: list[Any]) -> CategoryReply:
        """What any text classification container answers with, some of them in a list of lists."""
        match payload:
            case [[*nested]]:
                payload = nested
        labels: list[_Label] = msgspec.convert(payload, _Labels)
        scores = {each.label: each.score for each in labels}
        best = max(labels, key=lambda each: each.score)
        return CategoryReply(category=best.label, score=best.score, scores=scores, model=self._endpoint)


def _body(request: Request[Any]) -> dict[str, Any]:
    """The contract's fields, and what containers without our code want instead."""
    fields = msgspec.to_builtins(request)
    if request.task is Task.ANSWERS:
        return {**fields, "inputs": fields}
    return {**fields, "inputs": fields["text"], "parameters": {"top_k": None, "truncation": True}}


def _refusal(task: Task, error: ClientError) -> InferenceError:
    """SageMaker's messages may quote what the container said, and that the text: only codes are logged or shown."""
    code = error.response["Error"]["Code"]
    _log.error("%s: SageMaker refused: %s", task, code)
    match code:
        case "ThrottlingException" | "ServiceUnavailable":
            return InferenceError(ErrorCode.MODEL_UNAVAILABLE, remote.BUSY)
        case "ModelNotReadyException" | "ValidationError" | "ValidationException":
            return InferenceError(ErrorCode.MODEL_UNAVAILABLE, _MISSING)
        case "ModelError":
            return _container_error(error.response.get("OriginalMessage", ""))
        case _:
            return remote.failed()


def _container_error(said: str) -> InferenceError:
    """What the container answered with a status that is no success: our own server answers errors of the contract."""
    try:
        error = msgspec.json.decode(said, type=ErrorReply).error
    except UNREADABLE:
        if _CONTAINER_TOO_SLOW in said:
            return remote.too_slow()
        return remote.failed()
    return InferenceError(error.code, error.message)
