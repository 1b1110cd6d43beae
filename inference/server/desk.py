"""A task behind the API: fast refusals where it cannot be read, nobody waits for longer than the time limit."""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock

from inference.background_reader import State, still_loading
from inference.contract import ErrorCode, InferenceError, Task, to_builtins
from inference.processes.readers import READING_SECONDS, Readers, Reply, too_slow
from inference.server.places import FullError, Places

_LOOK_SECONDS = 0.25
"""How often it is looked whether a client is still there."""

_FULL = "Too many texts are being read at once. Try again in a minute."

_log = logging.getLogger(__name__)


class Desk:
    """Answers decoded JSON values for one task.

    Parameters
    ----------
    places
        Room for texts in hand, shared with other desks.
    timeout
        Seconds that a reply may take, the wait for a free process included.
    """

    def __init__(self, task: Task, readers: Readers, places: Places, *, timeout: float = READING_SECONDS) -> None:
        self.task = task
        self.state = State.LOADING
        self._problem: Reply = to_builtins(still_loading(task).reply())
        self._readers = readers
        self._places = places
        self._timeout = timeout
        self._lock = Lock()
        self._loading: Future[Reply | None] | None = None

    def load(self) -> None:
        """Start loading the model, unless that is under way; nothing is read until it has loaded whole."""
        with self._lock:
            if self._loading and not self._loading.done():
                return
            loading = self._loading = self._readers.load(self.task)
        loading.add_done_callback(self._note)

    def respond(self, payloads: Sequence[object], is_wanted: Callable[[], bool] = lambda: True) -> list[Reply]:
        """A reply or an error of the contract for each value, all within the time limit; never raises.

        What nobody waits for any more, as `is_wanted` tells, is not read if it was not begun.
        """
        if self.state is not State.READY:
            self.load()
            return [self._problem] * len(payloads)
        try:
            with self._places.taken(len(payloads)):
                deadline = time.monotonic() + self._timeout
                futures = [self._readers.submit(self.task, payload) for payload in payloads]
                return [self._outcome(future, deadline, is_wanted) for future in futures]
        except FullError:
            return [to_builtins(InferenceError(ErrorCode.MODEL_UNAVAILABLE, _FULL).reply())] * len(payloads)

    def _outcome(self, future: "Future[Reply]", deadline: float, is_wanted: Callable[[], bool]) -> Reply:
        while (left := deadline - time.monotonic()) > 0 and is_wanted():
            try:
                return future.result(min(left, _LOOK_SECONDS))
            except TimeoutError:
                continue
        if not future.cancel() and future.done():
            return future.result()
        _log.error("%s: gave up waiting for a reply", self.task)
        return to_builtins(too_slow().reply())

    def _note(self, loading: "Future[Reply | None]") -> None:
        if problem := loading.result():
            self._problem, self.state = problem, State.UNAVAILABLE
        else:
            self.state = State.READY
            _log.info("%s: ready", self.task)
