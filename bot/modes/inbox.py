"""What was acknowledged and is not answered yet, in a file that outlives the process.

It remembers what was answered too, so that the same delivery gets no second reply after a restart. Queues that are to
be had were tried: huey forgets a task when it is taken up, so a process that is killed loses it, and persist-queue may
sleep for ten seconds over what was just put in.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.modes.database import open_database

REMEMBERED_SECONDS = 7 * 24 * 3600.0
"""How long a delivery is known after it has ended. Slack gives up delivering again within six minutes."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    identity TEXT PRIMARY KEY,
    function TEXT NOT NULL,
    body TEXT,                     -- JSON; removed with the answer
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL,             -- seconds since the epoch; of what has ended, when that was
    taken INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS waiting ON deliveries (due) WHERE body IS NOT NULL AND NOT taken;
"""


@dataclass(frozen=True)
class Taken:
    """A delivery to work on; `attempts` counts this one."""

    identity: str
    function: str
    body: str
    attempts: int


class Inbox:
    """Thread-safe. Every change is on the disk when the call returns; what the disk refuses raises sqlite3.Error.

    `now` is the clock, in seconds since the epoch.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._changed = threading.Condition()
        self._closed = False
        self._connection = open_database(path, _SCHEMA)
        # Whoever had these is gone: only one process at a time uses the file.
        self._connection.execute("UPDATE deliveries SET taken = 0, due = ? WHERE taken", (now(),))

    def add(self, identity: str, function: str, body: str, after: float = 0.0) -> bool:
        """Keep a delivery for the lazy function of this name, due after so many seconds; False where it is known."""
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM deliveries WHERE body IS NULL AND due < ?", (self._now() - REMEMBERED_SECONDS,)
            )
            added = connection.execute(
                "INSERT OR IGNORE INTO deliveries (identity, function, body, due) VALUES (?, ?, ?, ?)",
                (identity, function, body, self._now() + after),
            ).rowcount
            self._changed.notify()
        return bool(added)

    def take(self) -> Taken | None:
        """Wait for the next delivery that is due, and keep others from taking it; None once the inbox is closed."""
        with self._changed:
            while not self._closed:
                row = self._connection.execute(
                    "SELECT identity, function, body, attempts, due FROM deliveries "
                    "WHERE body IS NOT NULL AND NOT taken ORDER BY due LIMIT 1"
                ).fetchone()
                if row and (left := row[4] - self._now()) <= 0:
                    self._connection.execute(
                        "UPDATE deliveries SET taken = 1, attempts = attempts + 1 WHERE identity = ?", (row[0],)
                    )
                    return Taken(row[0], row[1], row[2], row[3] + 1)
                self._changed.wait(left if row else None)
        return None

    def attempts(self, identity: str) -> int:
        """How often a delivery was taken; 0 for one that is not known."""
        with self._changed:
            row = self._connection.execute("SELECT attempts FROM deliveries WHERE identity = ?", (identity,)).fetchone()
        return int(row[0]) if row else 0

    def end(self, identity: str) -> None:
        """A delivery is answered, or given up: only that it was there is remembered."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE deliveries SET body = NULL, taken = 0, due = ? WHERE identity = ?", (self._now(), identity)
            )

    def postpone(self, identity: str, seconds: float) -> None:
        """Have a delivery taken again after a pause."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE deliveries SET taken = 0, due = ? WHERE identity = ?", (self._now() + seconds, identity)
            )
            self._changed.notify()

    def waiting(self) -> int:
        """Deliveries that are not ended."""
        with self._changed:
            (count,) = self._connection.execute("SELECT COUNT(*) FROM deliveries WHERE body IS NOT NULL").fetchone()
        return int(count)

    def close(self) -> None:
        """Let everyone go who waits in `take`. What was taken may still be ended."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._changed:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have ended it
                    self._connection.execute("ROLLBACK")
                raise
