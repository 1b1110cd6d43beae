"""The readers by task: each reads with the model that is current below a root."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from inference.contract import Task
from inference.reading.background_call import BackgroundCall
from inference.store.loading import load_model
from inference.store.model import Model, ModelRoot


class Reader(Protocol):
    """Cheap to construct; `load` is the expensive step; `read` takes a request of its task and returns the reply."""

    def load(self) -> None: ...

    def read(self, request: Any) -> Any: ...


def create_reader(task: Task, models: ModelRoot, *, trust: bool = False) -> Reader:
    """Make the reader of a task; nothing is loaded or imported for it yet.

    With `trust` a nouns model may be made of any components that are installed, not of spaCy's own alone.
    """
    return _CurrentReader(task, models, trust=trust)


class _LoadedReader(Protocol):
    def read(self, request: Any) -> Any: ...


class _CurrentReader:
    """Loads the model of a task when told to, or with the first request."""

    def __init__(self, task: Task, models: ModelRoot, *, trust: bool) -> None:
        self._task = task
        self._models = models
        self._trust = trust
        self._loaded: _LoadedReader | None = None

    def load(self) -> None:
        """Find, check and load the model; raises InferenceError `model_unavailable`."""
        self._load()

    def read(self, request: Any) -> Any:
        return (self._loaded or self._load()).read(request)

    def _load(self) -> _LoadedReader:
        # No reader multiplies matrices with NumPy, whose threads would spin while the model loads.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        # Checksums are computed without Python's lock, which imports hold.
        model = BackgroundCall(lambda: load_model(self._models, self._task))
        reader_of = _reader_type(self._task, trust=self._trust)
        self._loaded = reader_of(model.result())
        return self._loaded


def _reader_type(task: Task, *, trust: bool) -> Callable[[Model], _LoadedReader]:
    """Import what the task needs, and nothing that only others do: spaCy and ONNX Runtime are slow imports."""
    match task:
        case Task.NOUNS:
            from inference.reading.nouns import NounsReader  # noqa: PLC0415

            return partial(NounsReader, trust=trust)
        case Task.CATEGORY:
            from inference.reading.category import CategoryReader  # noqa: PLC0415

            return CategoryReader
        case Task.ANSWERS:
            from inference.reading.answers import AnswersReader  # noqa: PLC0415

            return AnswersReader
