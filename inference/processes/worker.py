"""What runs in a reader's process: all readers of the server, with one set of models."""

import logging
from collections.abc import Sequence
from typing import Any

from inference.background_reader import BackgroundReader
from inference.contract import InferenceError, Task, to_builtins
from inference.readers import create_reader
from inference.respond import respond as respond_with
from inference.store.model import ModelRoot

_readers: dict[Task, BackgroundReader] = {}
"""Of this process; set once, when it starts."""


def start(tasks: Sequence[Task], models: ModelRoot, *, trust: bool) -> None:
    """Start loading the models of all tasks beside each other."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for task in tasks:
        _readers[task] = BackgroundReader(task, create_reader(task, models, trust=trust))
        _readers[task].load()


def load(task: Task) -> dict[str, Any] | None:
    """Wait for a model; the error of the contract if it cannot be had. What failed before is tried again."""
    try:
        _readers[task].wait()
    except InferenceError as error:
        return to_builtins(error.reply())
    return None


def respond(task: Task, payload: object) -> dict[str, Any]:
    """Answer a decoded JSON value with a reply or an error of the contract, once the model is there."""
    return respond_with(_readers[task], task, payload)
