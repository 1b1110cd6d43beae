"""The readers in processes of their own, asked like any other."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import msgspec

from inference.contract import ReplyT, Request, Task, error_in, reply_in
from inference.processes.pool import ReaderPool
from inference.processes.readers import Readers, Reply
from inference.store.embedded import EMBEDDED_MODELS

logger = logging.getLogger(__name__)


class ProcessClient:
    """An `InferenceClient`."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Wait for a free process and its model, then for the reply; raises InferenceError with words for people."""
        return reply_in(request, self._readers.submit(request.task, msgspec.to_builtins(request)).result())


class LocalReaders:
    """All readers of a model directory; `loaded` is told of each that is ready, on another thread."""

    def __init__(self, models: Path | None, loaded: Callable[[Task], None]) -> None:
        self._pool = ReaderPool(tuple(Task), models or EMBEDDED_MODELS)
        self._loaded = loaded
        self.client = ProcessClient(self._pool)

    def load(self) -> None:
        """Start loading; requests wait until then."""
        for task in Task:
            self._pool.load(task).add_done_callback(lambda outcome, task=task: self._note(task, outcome))  # type: ignore[misc]  # mypy infers no type for task

    def stop(self) -> None:
        """End the processes at once."""
        self._pool.stop()

    def _note(self, task: Task, outcome: "Future[Reply | None]") -> None:
        if error := error_in(outcome.result()):
            logger.error("no model for %s: %s", task, error.message)
        else:
            self._loaded(task)
