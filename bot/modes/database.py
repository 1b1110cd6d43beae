"""SQLite files in the state folder, for one process and all of its threads."""

import sqlite3
from pathlib import Path


def open_database(path: Path, schema: str) -> sqlite3.Connection:
    """Every change is on the disk when its statement ends; what is deleted leaves the disk, not only its table.

    A write-ahead log would keep it for a while. Raises sqlite3.Error.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(schema)
    return connection
