"""Processes that read, one text at a time each: past the time limit one is ended, and another takes its place."""

import logging
import multiprocessing
import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from pebble import ProcessExpired, ProcessPool

from inference.contract import ErrorCode, InferenceError, Task, to_builtins
from inference.processes import worker
from inference.processes.readers import READING_SECONDS, Reply, too_slow
from inference.store.model import ModelRoot

_LOADING_SECONDS = 120.0

_log = logging.getLogger(__name__)


class ReaderPool:
    """`Readers` in `processes` processes, each with models of its own below `models`.

    `seconds` bounds the reading of one text, not its wait for a free process.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        models: ModelRoot,
        *,
        processes: int = 1,
        seconds: float = READING_SECONDS,
        trust: bool = False,
    ) -> None:
        self._arguments = (tuple(tasks), models, trust)
        self._processes = processes
        self._seconds = seconds
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._stopped = False

    def load(self, task: Task) -> "Future[Reply | None]":
        return self._schedule(worker.load, (task,), _LOADING_SECONDS)

    def submit(self, task: Task, payload: object) -> "Future[Reply]":
        return self._schedule(worker.respond, (task, payload), self._seconds)

    def stop(self) -> None:
        """End all processes at once; nothing is read from now on."""
        with self._lock:
            pool, self._pool, self._stopped = self._pool, None, True
        if pool:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _schedule(self, function: Any, arguments: tuple[Any, ...], seconds: float) -> "Future[Any]":
        outcome: Future[Any] = Future()
        self._try(function, arguments, seconds, outcome, again=True)
        return outcome

    def _try(
        self, function: Any, arguments: tuple[Any, ...], seconds: float, outcome: "Future[Any]", *, again: bool
    ) -> None:
        try:
            future = self._running().schedule(function, arguments, timeout=seconds)
        except RuntimeError as error:  # of a pool that was broken or stopped this very moment
            outcome.set_result(_failure(error))
            return

        def settle(ended: "Future[Any]") -> None:
            error = None if ended.cancelled() else ended.exception()
            if again and isinstance(error, BrokenProcessPool) and not outcome.cancelled():
                # The process was ended from outside while it had nothing to read: this text is not to blame.
                self._try(function, arguments, seconds, outcome, again=False)
            elif outcome.set_running_or_notify_cancel():
                outcome.set_result(_failure(error) if error else ended.result())

        # To cancel what is being read would end the process.
        outcome.add_done_callback(lambda _: outcome.cancelled() and not future.running() and future.cancel())  # type: ignore[no-untyped-call]
        future.add_done_callback(settle)

    def _running(self) -> ProcessPool:
        """The pool, made anew where all its processes were ended from outside; raises RuntimeError once stopped."""
        with self._lock:
            if self._stopped:
                raise RuntimeError("stopped")
            if self._pool is None or not self._pool.active:
                self._pool = ProcessPool(
                    max_workers=self._processes,
                    initializer=_start,
                    initargs=self._arguments,
                    # Neither threads nor sessions of this process survive a fork.
                    context=multiprocessing.get_context("spawn"),
                )
            return self._pool


def _start(tasks: Sequence[Task], models: ModelRoot, trust: bool) -> None:
    worker.start(tasks, models, trust=trust)


def _failure(error: BaseException) -> Reply:
    match error:
        case TimeoutError():
            _log.error("gave up reading: the process was ended")
            refusal = too_slow()
        case ProcessExpired():
            _log.error("the process that read ended by itself, with exit code %s", error.exitcode)
            refusal = InferenceError(ErrorCode.INTERNAL, "Something went wrong while reading; try again.")
        case CancelledError() | RuntimeError():
            refusal = InferenceError(ErrorCode.MODEL_UNAVAILABLE, "Lectern is being stopped. Try again in a minute.")
        case _:
            _log.error("no reply from the process that reads: %s", type(error).__name__)
            refusal = InferenceError(ErrorCode.INTERNAL, "Something went wrong while reading; try again.")
    return to_builtins(refusal.reply())
