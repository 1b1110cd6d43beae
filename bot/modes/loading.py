"""Readers that load while the bot already answers Slack: the first requests wait for them."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Any

from bot.failures import describe
from bot.inference_client import Reader
from inference.contract import ErrorCode, InferenceError, Task

logger = logging.getLogger(__name__)

_NOT_LOADED = "My model for this could not be loaded. Please tell whoever looks after Lectern."


class BackgroundReader:
    """A reader that `load` starts loading on a thread of its own; `read` waits until it is there."""

    def __init__(self, task: Task, reader: Reader, loaded: Callable[[Task], None]) -> None:
        self._task = task
        self._reader = reader
        self._loaded = loaded
        self._ready: Future[None] = Future()

    def load(self) -> None:
        Thread(target=self._load, name=f"load-{self._task}", daemon=True).start()

    def read(self, request: Any) -> Any:
        """Wait for the model, then read.

        Raises
        ------
        InferenceError
            What the reader raises, or why it could not be loaded.
        """
        self._ready.result()
        return self._reader.read(request)

    def _load(self) -> None:
        try:
            self._reader.load()
        except InferenceError as error:
            self._fail(error)
        except Exception as error:
            self._fail(InferenceError(ErrorCode.MODEL_UNAVAILABLE, _NOT_LOADED), error)
        else:
            self._ready.set_result(None)
            self._loaded(self._task)

    def _fail(self, error: InferenceError, cause: Exception | None = None) -> None:
        error.__cause__ = cause
        logger.error("no model for %s: %s", self._task, describe(error))
        self._ready.set_exception(error)
