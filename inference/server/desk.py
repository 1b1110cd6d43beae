"""A reader behind the API: loaded on a thread of its own, never with more work than it can do in time."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from inference.contract import ErrorCode, InferenceError, Task, to_builtins
from inference.readers import Reader
from inference.respond import respond

TIMEOUT_SECONDS = 25.0
"""Below what a browser, nginx and SageMaker wait for."""

_AT_WORK = 2
_WAITING = 14

_log = logging.getLogger(__name__)

Reply = dict[str, Any]


class State(StrEnum):
    LOADING = "loading"
    READY = "ready"
    UNAVAILABLE = "unavailable"


class Desk:
    """Answers decoded JSON values for one task, as fast refusals where it cannot.

    Parameters
    ----------
    timeout
        Seconds that one reply may take, the time in the queue included.
    at_work, waiting
        Texts that are read at once, and that wait for it; what comes on top of them is refused.
    """

    def __init__(
        self,
        task: Task,
        reader: Reader,
        *,
        timeout: float = TIMEOUT_SECONDS,
        at_work: int = _AT_WORK,
        waiting: int = _WAITING,
    ) -> None:
        self.task = task
        self.state = State.LOADING
        self._reader = reader
        self._timeout = timeout
        self._problem = InferenceError(
            ErrorCode.MODEL_UNAVAILABLE, f"The {task} model is still loading. Try again in a few seconds."
        )
        self._loading = Lock()
        self._places = BoundedSemaphore(at_work + waiting)
        self._workers = ThreadPoolExecutor(at_work, thread_name_prefix=task)

    def load(self) -> None:
        """Start loading the model; nothing is read until it has loaded whole. Does nothing while it loads."""
        if self._loading.acquire(blocking=False):
            Thread(target=self._load, name=f"load-{self.task}", daemon=True).start()

    def respond(self, payload: object) -> Reply:
        """A reply or an error of the contract; never raises."""
        if self.state is not State.READY:
            self.load()
            return _json(self._problem)
        if not self._places.acquire(blocking=False):
            return _json(_unavailable("Too many texts are being read at once. Try again in a minute."))
        future: Future[Reply] = self._workers.submit(respond, self._reader, self.task, payload)
        future.add_done_callback(lambda _: self._places.release())
        try:
            return future.result(self._timeout)
        except TimeoutError:  # Reading cannot be interrupted; its place is free when it ends.
            future.cancel()
            _log.error("%s: gave up reading after %g s", self.task, self._timeout)
            return _json(
                InferenceError(ErrorCode.TIMEOUT, "Reading that took too long. Try again, or send a shorter text.")
            )

    def _load(self) -> None:
        try:
            self._reader.load()
        except InferenceError as error:
            self._fail(error)
        except Exception as error:  # libraries raise errors of many kinds, which are nothing for the person who asked
            _log.exception("%s: loading the model failed", self.task)
            self._fail(_unavailable(f"The {self.task} model cannot be loaded: publish it again."), error)
        else:
            self.state = State.READY
            _log.info("%s: ready", self.task)
        finally:
            self._loading.release()

    def _fail(self, problem: InferenceError, cause: Exception | None = None) -> None:
        problem.__cause__ = cause
        self._problem, self.state = problem, State.UNAVAILABLE
        _log.error("%s: no model: %s", self.task, problem.message)


def _unavailable(message: str) -> InferenceError:
    return InferenceError(ErrorCode.MODEL_UNAVAILABLE, message)


def _json(error: InferenceError) -> Reply:
    return to_builtins(error.reply())
