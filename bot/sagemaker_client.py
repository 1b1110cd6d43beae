"""Asking readers that are SageMaker endpoints, and choosing who is asked for which task."""

import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError
from pydantic import ValidationError

from bot.inference_client import InferenceClient
from inference.contract import CategoryReply, ErrorCode, ErrorReply, InferenceError, ReplyT, Request, Task

if TYPE_CHECKING:
    from mypy_boto3_sagemaker_runtime import SageMakerRuntimeClient

_JSON = "application/json"
_TOO_SLOW = "Reading that took too long. Please try again, or send a shorter text."
_BUSY = "Too many people are asking me at once. Please try again in a minute."
_MISSING = "My model for this is not there, or still being made ready. Please tell whoever looks after Lectern."
_FAILED = (
    "My reader failed, and I have noted it. Please try again; if it happens again, tell whoever looks after Lectern."
)

_logger = logging.getLogger(__name__)


class SageMakerClient:
    """An `InferenceClient` that invokes one endpoint, which speaks the contract or Hugging Face's own JSON."""

    def __init__(self, runtime: "SageMakerRuntimeClient", endpoint: str) -> None:
        self._runtime = runtime
        self._endpoint = endpoint

    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Have a request read; raises InferenceError with words for the person who asked."""
        payload = self._invoke(request)
        try:
            error = ErrorReply.model_validate(payload).error
        except ValidationError:
            pass
        else:
            raise InferenceError(error.code, error.message)
        try:
            return request.reply_type.model_validate(self._translated(payload))  # type: ignore[no-any-return]
        except ValidationError:
            _logger.error("%s: the endpoint's reply is not the contract's", request.task)  # noqa: TRY400 - it quotes it
            raise InferenceError(ErrorCode.INTERNAL, _FAILED) from None

    def _invoke(self, request: Request[Any]) -> Any:
        try:
            response = self._runtime.invoke_endpoint(
                EndpointName=self._endpoint,
                ContentType=_JSON,
                Accept=_JSON,
                CustomAttributes=f"task={request.task}",
                Body=json.dumps(_body(request)).encode(),
            )
            return json.loads(response["Body"].read())
        except ReadTimeoutError:
            raise InferenceError(ErrorCode.TIMEOUT, _TOO_SLOW) from None
        except ClientError as error:
            raise _refusal(request.task, error) from None
        except (BotoCoreError, ValueError) as error:
            _logger.error("%s: the endpoint gave no reply: %s", request.task, type(error).__name__)  # noqa: TRY400
            raise InferenceError(ErrorCode.INTERNAL, _FAILED) from None

    def _translated(self, payload: Any) -> Any:
        """`[{"label", "score"}, …]` of any text classification container, as the reply to a category."""
        match payload:
            case [[{"label": _, "score": _}, *_] as inner]:
                payload = inner
        match payload:
            case [{"label": _, "score": _}, *_]:
                scores = {str(each["label"]): float(each["score"]) for each in payload}
                best = max(scores, key=scores.__getitem__)
                reply = CategoryReply(category=best, score=scores[best], scores=scores, model=self._endpoint)
                return reply.model_dump()
            case _:
                return payload


class RoutingClient:
    """An `InferenceClient` that asks another one for some tasks."""

    def __init__(self, usual: InferenceClient, others: Mapping[Task, InferenceClient]) -> None:
        self._usual = usual
        self._others = others

    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Pass the request on."""
        return self._others.get(request.task, self._usual).read(request)


def _body(request: Request[Any]) -> dict[str, Any]:
    """The contract's fields, and what containers without our code want instead."""
    fields = request.model_dump()
    if request.task is Task.ANSWERS:
        return {**fields, "inputs": fields}
    return {**fields, "inputs": fields["text"], "parameters": {"top_k": None, "truncation": True}}


def _refusal(task: Task, error: ClientError) -> InferenceError:
    """SageMaker's messages may quote what the container said, and that the text: only the codes are used."""
    code = error.response["Error"]["Code"]
    _logger.error("%s: SageMaker refused: %s", task, code)
    match code:
        case "ThrottlingException" | "ServiceUnavailable":
            return InferenceError(ErrorCode.MODEL_UNAVAILABLE, _BUSY)
        case "ModelNotReadyException" | "ValidationError" | "ValidationException":
            return InferenceError(ErrorCode.MODEL_UNAVAILABLE, _MISSING)
        case _:
            return InferenceError(ErrorCode.INTERNAL, _FAILED)
