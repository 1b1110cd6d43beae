"""A reader that loads beside whoever uses it: a server that answers already, a bot that acknowledges already."""

import logging
from collections.abc import Callable
from enum import StrEnum
from threading import Lock
from typing import Any

from inference.contract import ErrorCode, InferenceError, Task
from inference.readers import Reader
from inference.reading.background_call import BackgroundCall

_log = logging.getLogger(__name__)


class State(StrEnum):
    LOADING = "loading"
    READY = "ready"
    UNAVAILABLE = "unavailable"


class BackgroundReader:
    """Wraps a reader of one task; `loaded` is told when it is ready, on the thread that loaded it."""

    def __init__(self, task: Task, reader: Reader, loaded: Callable[[Task], None] = lambda _: None) -> None:
        self.task = task
        self.state = State.LOADING
        self.problem = still_loading(task)
        """Why nothing can be read before the state is `READY`."""
        self._reader = reader
        self._loaded = loaded
        self._lock = Lock()
        self._call: BackgroundCall[None] | None = None

    def load(self) -> None:
        """Start loading, unless that is under way or done; what failed before is tried again."""
        self._loading()

    def wait(self) -> None:
        """Wait for the model; raises InferenceError where it cannot be loaded."""
        if self.state is not State.READY:
            self._loading().result()

    def read(self, request: Any) -> Any:
        """Wait for the model, then read.

        Raises
        ------
        InferenceError
            What the reader raises, or why it cannot be loaded.
        """
        self.wait()
        return self._reader.read(request)

    def _loading(self) -> BackgroundCall[None]:
        with self._lock:
            if self._call is None or (self._call.done and self.state is State.UNAVAILABLE):
                self._call = BackgroundCall(self._load)
            return self._call

    def _load(self) -> None:
        try:
            self._reader.load()
        except InferenceError as error:
            self._fail(error)
            raise
        except Exception as error:  # libraries raise errors of many kinds, which are nothing for the person who asked
            _log.exception("%s: loading the model failed", self.task)
            problem = InferenceError(
                ErrorCode.MODEL_UNAVAILABLE, f"The {self.task} model cannot be loaded: publish it again."
            )
            self._fail(problem)
            raise problem from error
        self.state = State.READY
        self._loaded(self.task)
        _log.info("%s: ready", self.task)

    def _fail(self, problem: InferenceError) -> None:
        self.problem, self.state = problem, State.UNAVAILABLE
        _log.error("%s: no model: %s", self.task, problem.message)


def still_loading(task: Task) -> InferenceError:
    """An error of a model that is not there yet, but will be."""
    return InferenceError(
        ErrorCode.MODEL_UNAVAILABLE, f"The {task} model is still loading. Try again in a few seconds."
    )
