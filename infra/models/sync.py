"""Models on the file system: asking ModelSync, which alone may write there."""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from botocore.exceptions import ClientError

from inference.contract import UNREADABLE, Task
from infra.account import AccountError, explained
from infra.models.bucket import ModelBucket
from infra.models.store import State

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


_PASSES = {
    "ResourceNotReadyException",
    "ENINotReadyException",
    "EFSIOException",
    "EFSMountConnectivityException",
    "EFSMountTimeoutException",
}
"""Codes of a function whose network or mount Lambda is making anew, as it does after weeks without an invocation."""

_PAUSES = (5, 10, 15, 30, 30, 30)
"""Seconds."""


class _Answer(msgspec.Struct):
    tasks: dict[Task, State]


class ModelSync:
    """A `ModelStore` that also notes in the bucket what is current, so that a stack can change to reading from there.

    Its client waits as long as ModelSync may take. Two minutes more are spent on a function that is not ready yet.
    """

    def __init__(
        self, client: "LambdaClient", function: str, bucket: ModelBucket, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._function = function
        self._bucket = bucket
        self._sleep = sleep

    def state(self) -> dict[Task, State]:
        return self._ask({"action": "list"})

    def switch(self, task: Task, version: str) -> State:
        """Make a published version current, bringing it first where it is not on the file system."""
        return self._change(task, {"action": "switch", "task": task, "version": version})

    def roll_back(self, task: Task) -> State:
        return self._change(task, {"action": "roll_back", "task": task})

    def _change(self, task: Task, action: dict[str, str]) -> State:
        state = self._ask(action)[task]
        self._bucket.point(task, str(state.current), state.previous)
        return state

    def _ask(self, action: dict[str, str]) -> dict[Task, State]:
        with explained():
            answer = json.loads(self._invoke(json.dumps(action).encode()))
        if "error" in answer:
            raise AccountError(answer["error"])
        try:
            return msgspec.convert(answer, _Answer).tasks
        except UNREADABLE:
            raise AccountError(
                f"ModelSync failed; nothing was switched. Its log says why: `aws logs tail`, function {self._function}."
            ) from None

    def _invoke(self, payload: bytes) -> bytes:
        for pause in _PAUSES:
            try:
                return self._invoke_once(payload)
            except ClientError as error:
                if error.response["Error"]["Code"] not in _PASSES:
                    raise
            self._sleep(pause)
        return self._invoke_once(payload)

    def _invoke_once(self, payload: bytes) -> bytes:
        answer: bytes = self._client.invoke(FunctionName=self._function, Payload=payload)["Payload"].read()
        return answer
