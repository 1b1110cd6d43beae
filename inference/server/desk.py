"""A reader behind the API: never with more work than it can do in time."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any

from inference.background_reader import BackgroundReader, State
from inference.contract import ErrorCode, InferenceError, Task, to_builtins
from inference.readers import Reader
from inference.respond import respond

TIMEOUT_SECONDS = 25.0
"""Below what a browser, nginx and SageMaker wait for."""

_AT_WORK = 2
_WAITING = 14

_log = logging.getLogger(__name__)

Reply = dict[str, Any]


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
        self._reader = BackgroundReader(task, reader)
        self._timeout = timeout
        self._places = BoundedSemaphore(at_work + waiting)
        self._workers = ThreadPoolExecutor(at_work, thread_name_prefix=task)

    @property
    def state(self) -> State:
        return self._reader.state

    def load(self) -> None:
        """Start loading the model; nothing is read until it has loaded whole."""
        self._reader.load()

    def respond(self, payload: object) -> Reply:
        """A reply or an error of the contract; never raises."""
        if self.state is not State.READY:
            self.load()
            return _json(self._reader.problem)
        if not self._places.acquire(blocking=False):
            return _json(
                InferenceError(
                    ErrorCode.MODEL_UNAVAILABLE, "Too many texts are being read at once. Try again in a minute."
                )
            )
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


def _json(error: InferenceError) -> Reply:
    return to_builtins(error.reply())
