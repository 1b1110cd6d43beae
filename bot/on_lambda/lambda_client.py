"""Asking readers that are Lambda functions."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from bot.inference_client import AsleepError
from inference import remote
from inference.contract import UNREADABLE, ErrorCode, InferenceError, ReplyT, Request, Task, error_in, reply_in

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient as AwsClient
    from mypy_boto3_lambda.type_defs import InvocationResponseTypeDef

Observer = Callable[[Task, float, ErrorCode | None], None]
"""Told of each call: task, milliseconds, and what went wrong."""

_MARGIN_SECONDS = 5

_ASLEEP = {
    "ResourceNotReadyException",  # after weeks without work Lambda has taken the function's network down
    "ENINotReadyException",
    "EC2ThrottledException",
    "EC2UnexpectedException",
    "EFSIOException",
    "EFSMountConnectivityException",
    "EFSMountFailureException",
    "EFSMountTimeoutException",
    "SnapStartNotReadyException",
}
"""Lambda's refusals that pass within minutes: it has begun to make the function ready, and nothing was read."""

_BUSY = "TooManyRequestsException"

WAKING = "My reader was asleep and did not wake up in time. Please ask again in a few minutes."

logger = logging.getLogger(__name__)


def client_config(reader_timeout: int) -> Config:
    """Wait longer than a reader may take, in seconds."""
    return remote.patient_config(reader_timeout + _MARGIN_SECONDS)


class LambdaClient:
    """An `InferenceClient` that invokes functions synchronously."""

    def __init__(
        self,
        lambda_client: "AwsClient",
        function_names: Mapping[Task, str],
        observe: Observer | None = None,
    ) -> None:
        self._client = lambda_client
        self._functions = function_names
        self._observe = observe or (lambda *_: None)

    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Have a request read; raises InferenceError with words for the person who asked, AsleepError among them."""
        started = time.perf_counter()
        code: ErrorCode | None = ErrorCode.INTERNAL
        try:
            reply = _reply(request, self._invoke(request))
            code = None
        except InferenceError as error:
            code = error.code
            raise
        else:
            return reply
        finally:
            self._observe(request.task, (time.perf_counter() - started) * 1000, code)

    def _invoke(self, request: Request[Any]) -> bytes:
        try:
            return remote.call(lambda: self._call(request))
        except ClientError as error:
            code = error.response["Error"]["Code"]
            logger.error("%s: Lambda refused: %s", request.task, code)  # noqa: TRY400 - the code says it all
            raise _refusal(code) from None
        except BotoCoreError as error:
            logger.error("%s: Lambda was not reached: %s", request.task, type(error).__name__)  # noqa: TRY400 - likewise
            raise remote.failed() from None

    def _call(self, request: Request[Any]) -> bytes:
        response = self._client.invoke(FunctionName=self._functions[request.task], Payload=msgspec.json.encode(request))
        payload: bytes = response["Payload"].read()
        if "FunctionError" in response:
            _raise_failure(request.task, response, payload)
        return payload


def _refusal(code: str) -> InferenceError:
    if code in _ASLEEP:
        return AsleepError(WAKING)
    return AsleepError(remote.BUSY) if code == _BUSY else remote.failed()


def _raise_failure(task: Task, response: "InvocationResponseTypeDef", payload: bytes) -> None:
    """The reader's own words may quote the text: only whether it ran out of time is taken from them."""
    timed_out = b"Task timed out" in payload
    logger.error("%s: the function failed: %s", task, "timed out" if timed_out else response["FunctionError"])
    raise remote.too_slow() if timed_out else remote.failed()


def _reply(request: Request[ReplyT], payload: bytes) -> ReplyT:
    try:
        value = msgspec.json.decode(payload)
    except UNREADABLE:
        value = None
    if error := error_in(value):
        raise error
    try:
        return reply_in(request, value)
    except InferenceError:
        logger.error("%s: the reply is not the contract's", request.task)  # noqa: TRY400 - the traceback quotes it
        raise
