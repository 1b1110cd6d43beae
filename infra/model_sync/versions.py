"""The versions of one task's model on the file system: which there are, which is current, which was before it.

<task>/current            names the version that readers load
<task>/previous           names the one before it
<task>/<version>/         never changes once it is there
<task>/.<version>.partial/    a copy under way, or one that was interrupted
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inference.store.names import CURRENT, MAX_POINTER_BYTES, PREVIOUS, version_in
from inference.store.regular_files import read_start
from infra.model_sync.errors import SyncError


class Versions:
    """Changes only through whole renames, so that a reader sees the old state or the new one, whatever interrupts."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @property
    def current(self) -> str | None:
        return self._read(CURRENT)

    @property
    def previous(self) -> str | None:
        """The version to roll back to, if it is still here."""
        previous = self._read(PREVIOUS)
        return previous if previous != self.current and previous in self.present() else None

    def present(self) -> list[str]:
        if not self._directory.is_dir():
            return []
        return sorted(path.name for path in self._directory.iterdir() if path.is_dir() and path.name[0] != ".")

    def path(self, version: str) -> Path:
        return self._directory / version

    @contextmanager
    def adding(self, version: str) -> Iterator[Path]:
        """An empty directory that becomes the version when the block ends without an error."""
        partial = self._directory / f".{version}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        try:
            yield partial
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        if self.path(version).exists():  # Damaged, or it would not be added again.
            shutil.rmtree(self.path(version))
        partial.rename(self.path(version))

    def switch(self, version: str) -> None:
        """Make a version current and forget all others but the one before it."""
        if self.current not in {None, version}:
            self._write(PREVIOUS, str(self.current))
        self._write(CURRENT, version)
        self._prune()

    def roll_back(self) -> None:
        """Exchange the current version and the previous one.

        Raises
        ------
        SyncError
            There is no previous version.
        """
        current, previous = self.current, self.previous
        if current is None or previous is None:
            raise SyncError("There is no earlier version on the file system to go back to. Name one with --to VERSION.")
        self._write(CURRENT, previous)
        self._write(PREVIOUS, current)

    def _prune(self) -> None:
        for path in self._directory.iterdir():
            if path.is_dir() and path.name not in {self.current, self.previous}:
                shutil.rmtree(path, ignore_errors=True)

    def _read(self, pointer: str) -> str | None:
        try:
            return version_in(read_start(self._directory / pointer, MAX_POINTER_BYTES + 1, follow_links=True))
        except OSError:  # there is none, or something that is no file
            return None

    def _write(self, pointer: str, version: str) -> None:
        temporary = self._directory / f".{pointer}.new"
        with temporary.open("w", encoding="utf-8") as stream:
            stream.write(version)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(self._directory / pointer)
