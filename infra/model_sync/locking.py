"""One synchronisation at a time, over all environments of the function."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.model_sync.errors import SyncError


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the file system's lock, which ends with the process that holds it.

    Raises
    ------
    SyncError
        Another run holds it.
    """
    with (root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SyncError("Another publication is running. Try again when it has ended.") from None
        yield
