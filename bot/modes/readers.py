"""The readers in this process, loading in the background."""

from collections.abc import Callable
from pathlib import Path

from bot.inference_client import InProcessClient
from inference.background_reader import BackgroundReader
from inference.contract import Task
from inference.readers import create_reader
from inference.store.embedded import EMBEDDED_MODELS


class BackgroundReaders:
    """All readers of a model directory; `loaded` is told of each that is ready, on a thread of its own."""

    def __init__(self, models: Path | None, loaded: Callable[[Task], None]) -> None:
        models = models or EMBEDDED_MODELS
        self._readers = {task: BackgroundReader(task, create_reader(task, models), loaded) for task in Task}
        self.client = InProcessClient(self._readers)

    def load(self) -> None:
        """Start loading; requests wait until then."""
        for reader in self._readers.values():
            reader.load()
