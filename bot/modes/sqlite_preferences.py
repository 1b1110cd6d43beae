"""What people have chosen, in a file on one machine."""

import threading
from pathlib import Path

from bot.modes.database import open_database
from bot.preferences import Choice, Person, Preferences

_SCHEMA = """
CREATE TABLE IF NOT EXISTS choices (
    team TEXT NOT NULL,
    user TEXT NOT NULL,
    setting TEXT NOT NULL,
    value TEXT NOT NULL,
    moment INTEGER NOT NULL,       -- microseconds since the epoch
    PRIMARY KEY (team, user, setting)
) WITHOUT ROWID;
"""
_PUT = """
INSERT INTO choices VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET value = excluded.value, moment = excluded.moment WHERE moment < excluded.moment
"""


class SqlitePreferences:
    """A `PreferencesStore`; thread-safe. What the disk refuses raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = open_database(path, _SCHEMA)

    def get(self, person: Person) -> Preferences:
        with self._lock:
            found = self._connection.execute("SELECT setting, value FROM choices WHERE team = ? AND user = ?", person)
            return Preferences.of(dict(found))

    def put(self, person: Person, choice: Choice) -> None:
        with self._lock:
            self._connection.execute(_PUT, (*person, choice.setting, choice.value, choice.moment))

    def forget_person(self, person: Person) -> None:
        with self._lock:
            self._connection.execute("DELETE FROM choices WHERE team = ? AND user = ?", person)

    def forget_team(self, team: str) -> None:
        with self._lock:
            self._connection.execute("DELETE FROM choices WHERE team = ?", (team,))
