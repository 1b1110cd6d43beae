"""Watches every log record of the whole suite for what must be in none: people's words and Slack's secrets."""

import logging
from types import TracebackType
from typing import Self

MARKER = "Quetzalcoatl"
"""Tests write it where a person would write something of their own."""

SECRETS = ("xoxb-", "xapp-", "signing-secret")
"""How the tokens of all tests begin, and the secret that they sign with."""

_OURS = ("bot", "inference", "infra")


class Watch:
    """Our own loggers say everything while this is open, also what a deployment would leave out."""

    def __init__(self) -> None:
        self._leaks: list[str] = []
        self._make = logging.getLogRecordFactory()

    def __enter__(self) -> Self:
        for name in _OURS:
            logging.getLogger(name).setLevel(logging.DEBUG)
        logging.setLogRecordFactory(self._inspect)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        logging.setLogRecordFactory(self._make)

    def leaks(self) -> list[str]:
        """Where records came from that hold one of the words, since the last time."""
        found, self._leaks = self._leaks, []
        return found

    def _inspect(self, *arguments: object, **more: object) -> logging.LogRecord:
        record = self._make(*arguments, **more)
        words = logging.Formatter().format(record)
        if any(word in words for word in (MARKER, *SECRETS)):
            self._leaks.append(f"{record.name}, {record.pathname}:{record.lineno}")
        return record
