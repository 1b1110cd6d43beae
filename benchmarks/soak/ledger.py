"""A ledger in a file, which outlives the bot's process as DynamoDB does: the same rows, the same conditions."""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.ledger import Attempt, ClaimingLedger, UnderWayError
from bot.on_lambda.dynamodb_ledger import Claimant

_SCHEMA = "CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, owner TEXT, lease REAL)"
_CLAIM = """
    INSERT INTO deliveries VALUES (:id, :owner, :lease)
    ON CONFLICT (id) DO UPDATE SET lease = :lease WHERE owner = :owner AND lease < :now
"""


class RefusedError(Exception):
    """The ledger does not take this call."""


class FileLedger(ClaimingLedger):
    """`claimant` tells whose attempt this is, `refusals` the share of calls that are refused."""

    def __init__(self, path: Path, claimant: Callable[[], Claimant], refusals: Callable[[], float]) -> None:
        self._path = path
        self._claimant = claimant
        self._refusals = refusals
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_SCHEMA)

    def _claim(self, identity: str) -> Attempt:
        if self._refuses():
            raise RefusedError
        claimant = self._claimant()
        values = {"id": identity, "owner": claimant.owner, "lease": claimant.deadline, "now": time.time()}
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            known = connection.execute("SELECT owner FROM deliveries WHERE id = :id", values).fetchone()
            claimed = connection.execute(_CLAIM, values).rowcount
            connection.execute("COMMIT")
        if not claimed and known == (claimant.owner,):
            raise UnderWayError
        if not claimed:
            return Attempt.TAKEN
        return Attempt.AGAIN if known else Attempt.FIRST

    def _release(self, identity: str) -> None:
        """A refusal leaves others out until the end of the lease, as with DynamoDB."""
        if not self._refuses():
            with self._open() as connection:
                connection.execute("UPDATE deliveries SET lease = 0 WHERE id = ?", (identity,))

    def _refuses(self) -> bool:
        return random.random() < self._refusals()  # noqa: S311 - no secret

    def _open(self) -> "closing[sqlite3.Connection]":
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")  # kills of the process are survived, of the machine not
        return closing(connection)
