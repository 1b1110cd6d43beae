"""Files of a stranger's: regular ones only, listed without following links, opened without waiting for anybody."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A FIFO opens at once with it; Windows has neither."""


class NotRegularError(Exception):
    """Something is neither a folder nor a regular file; the message is its relative name."""


def regular_files(directory: Path) -> Iterator[str]:
    """The relative names of all files below a directory, which itself may be reached through a link.

    Raises
    ------
    NotRegularError
        At the first link, FIFO, socket or device.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(directory / folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    yield f"{folder}{entry.name}"
                else:
                    raise NotRegularError(f"{folder}{entry.name}")


def read_start(path: Path, limit: int, *, follow_links: bool) -> bytes:
    """The first bytes of a regular file, `limit` at most.

    Raises
    ------
    OSError
        When there is none, and when it is anything else.
    """
    try:
        # Devices may do something when they are opened; what is exchanged after this look is not waited for.
        if not stat.S_ISREG(path.stat(follow_symlinks=follow_links).st_mode):
            raise OSError(errno.EINVAL, "no regular file")
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAITING)) as stream:
            return stream.read(limit)
    except ValueError:  # of a name with a NUL
        raise FileNotFoundError(errno.ENOENT, "no name of a file") from None
