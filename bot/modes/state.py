"""Where one machine keeps what must outlive the process, and that only one bot uses it at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_state_path

from bot.modes.errors import CannotStartError

_LOCK = "lock"


def state_directory(given: Path | None) -> Path:
    """`given` is LECTERN_STATE; without it, the place that the platform keeps for such things."""
    return given or user_state_path("lectern", appauthor=False)


@contextmanager
def held(directory: Path) -> Iterator[Path]:
    """Make the directory, for this user alone, and hold it until the block or the process ends.

    Raises
    ------
    CannotStartError
        Another bot holds it, or it cannot be written to.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotStartError(
            f"Cannot write to {directory}: {error.strerror}. Name another place with LECTERN_STATE."
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise CannotStartError(
            f"Another bot is running with the state in {directory}, and both would answer the same messages. Stop it, "
            "or, for another Slack app, name another place with LECTERN_STATE."
        ) from None
    try:
        yield directory
    finally:
        os.close(lock)
