"""Asking ModelSync, and making the readers start afresh."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from inference.contract import Task
from infra.account import AccountError, explained

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class State(BaseModel):
    """The versions of one task's model on the file system."""

    current: str | None
    previous: str | None
    present: list[str]


class _Answer(BaseModel):
    tasks: dict[Task, State]


class ModelSync:
    """
    Parameters
    ----------
    client
        Waits as long as ModelSync may take.
    readers
        The function of each task.
    """

    def __init__(self, client: "LambdaClient", function: str, readers: Mapping[Task, str]) -> None:
        self._client = client
        self._function = function
        self._readers = readers

    def state(self) -> dict[Task, State]:
        return self._ask({"action": "list"})

    def switch(self, task: Task, version: str) -> State:
        """Make a published version current, bringing it first where it is not on the file system."""
        return self._change(task, {"action": "switch", "task": task, "version": version})

    def roll_back(self, task: Task) -> State:
        """Exchange the current version with the one before it."""
        return self._change(task, {"action": "roll_back", "task": task})

    def _change(self, task: Task, action: dict[str, str]) -> State:
        state = self._ask(action)[task]
        with explained():
            # Any change of a function's configuration makes Lambda start new environments, which load this version.
            self._client.update_function_configuration(
                FunctionName=self._readers[task], Description=f"Reads with {task} {state.current}"
            )
        return state

    def _ask(self, action: dict[str, str]) -> dict[Task, State]:
        with explained():
            response = self._client.invoke(FunctionName=self._function, Payload=json.dumps(action).encode())
            answer = json.loads(response["Payload"].read())
        if "error" in answer:
            raise AccountError(answer["error"])
        try:
            return _Answer.model_validate(answer).tasks
        except ValidationError:
            raise AccountError(
                f"ModelSync failed; nothing was switched. Its log says why: `aws logs tail`, function {self._function}."
            ) from None
