"""A ledger in a file, which outlives the bot's process as DynamoDB does: the same states, the same conditions."""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.ledger import Attempt, ClaimingLedger, Outcome
from bot.on_lambda.dynamodb_ledger import LEASE_SECONDS

_SCHEMA = "CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, state TEXT, invocation TEXT, lease REAL)"
_CLAIM = """
    INSERT INTO deliveries VALUES (:id, 'working', :invocation, :lease)
    ON CONFLICT (id) DO UPDATE SET state = 'working', invocation = :invocation, lease = :lease
    WHERE state = 'failed' OR (state = 'working' AND (invocation = :invocation OR lease < :now))
"""


class RefusedError(Exception):
    """The ledger does not take this call."""


class FileLedger(ClaimingLedger):
    """`refusals` is the share of calls that are refused. `invocation` tells whose attempt this is."""

    def __init__(self, path: Path, invocation: Callable[[], str]) -> None:
        self._path = path
        self._invocation = invocation
        self.refusals = 0.0
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_SCHEMA)

    def _claim(self, identity: str) -> Attempt:
        if self._refuses():
            raise RefusedError
        now = time.time()
        values = {"id": identity, "invocation": self._invocation(), "lease": now + LEASE_SECONDS, "now": now}
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            known = connection.execute("SELECT 1 FROM deliveries WHERE id = :id", values).fetchone()
            taken_up = connection.execute(_CLAIM, values).rowcount
            connection.execute("COMMIT")
        if not taken_up:
            return Attempt.TAKEN
        return Attempt.AGAIN if known else Attempt.FIRST

    def _end(self, identity: str, state: Outcome) -> None:
        """A refusal leaves the attempt to its own invocation, as with DynamoDB."""
        if not self._refuses():
            with self._open() as connection:
                connection.execute("UPDATE deliveries SET state = ? WHERE id = ?", (state, identity))

    def _refuses(self) -> bool:
        return random.random() < self.refusals  # noqa: S311 - no secret

    def _open(self) -> "closing[sqlite3.Connection]":
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")  # kills of the process are survived, of the machine not
        return closing(connection)
