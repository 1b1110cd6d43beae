"""What whoever has texts read in other processes knows of them, without the library that runs these."""

from concurrent.futures import Future
from typing import Any, Protocol

from inference.contract import ErrorCode, InferenceError, Task

READING_SECONDS = 25.0
"""Below what a browser, nginx and SageMaker wait for."""

Reply = dict[str, Any]


class Readers(Protocol):
    """Reads without holding anybody up. A future's result is a value of the contract: it raises nothing."""

    def load(self, task: Task) -> "Future[Reply | None]":
        """None once the model is there, or why it cannot be had."""
        ...

    def submit(self, task: Task, payload: object) -> "Future[Reply]":
        """A reply or an error, for a decoded JSON value. A future that is cancelled in time costs nothing."""
        ...


def too_slow() -> InferenceError:
    """An error of a text that took too long."""
    return InferenceError(ErrorCode.TIMEOUT, "Reading that took too long. Try again, or send a shorter text.")
