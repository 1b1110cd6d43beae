"""The bot on one machine: its app, its inbox and its readers, whichever way Slack's requests come in."""

import sqlite3
from collections.abc import Collection
from pathlib import Path

from bot.app import create_app
from bot.manners import Manners
from bot.modes.answering import Answering, Failures, InboxLedger
from bot.modes.errors import CannotStartError
from bot.modes.inbox import Inbox
from bot.modes.progress import Progress
from bot.modes.readers import LocalReaders
from bot.modes.sqlite_preferences import SqlitePreferences

_MANNERS = Manners()

STOP_SECONDS = 30.0
"""For what is being answered when the bot is asked to stop; the rest is for the next start."""


class Service:
    """`directory` is held by this process. What is `ready` is said once the models are."""

    def __init__(
        self,
        directory: Path,
        models: Path | None,
        ready: str,
        *,
        signing_secret: str,
        bot_token: str,
        api_url: str,
        team_ids: Collection[str],
        manners: Manners = _MANNERS,
    ) -> None:
        try:
            inbox = Inbox(directory / "inbox.db")
            preferences = SqlitePreferences(directory / "preferences.db")
        except sqlite3.Error as error:
            raise CannotStartError(f"Cannot use {directory}: {error}. Name another place with LECTERN_STATE.") from None
        failures = Failures()
        self._readers = LocalReaders(models, Progress(ready).loaded)
        self.app = create_app(
            signing_secret=signing_secret,
            bot_token=bot_token,
            api_url=api_url,
            inference=self._readers.client,
            team_ids=team_ids,
            manners=manners,
            ledger=InboxLedger(inbox),
            preferences=preferences,
            on_failure=failures.append,
        )
        self._answering = Answering(self.app, inbox, failures)

    def start(self) -> None:
        """Load the models, and take up what an earlier process left behind."""
        self._readers.load()
        self._answering.start()

    def stop(self) -> None:
        """Wait for what is being answered, at most `STOP_SECONDS`."""
        try:
            self._answering.stop(STOP_SECONDS)
        finally:
            self._readers.stop()
