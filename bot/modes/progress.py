"""What the person at the terminal sees while the models load."""

from threading import Lock

from inference.contract import Task


class Progress:
    """Counts loaded readers, from any thread, and says when all are there."""

    def __init__(self, ready: str) -> None:
        self._waiting = set(Task)
        self._ready = ready
        self._lock = Lock()

    def loaded(self, task: Task) -> None:
        with self._lock:
            self._waiting.discard(task)
            tell(f"  {task} loaded")
            if not self._waiting:
                tell(self._ready)


def tell(line: str) -> None:
    """Print at once, even into a pipe."""
    print(line, flush=True)
