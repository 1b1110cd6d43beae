"""Opens the files of one passage; what cannot be opened is left out, and said."""

from collections.abc import Iterable, Iterator

from slack_sdk import WebClient

from bot.passages.errors import CannotReadError
from bot.passages.files import fetch_text
from bot.passages.slack_text import tidy
from bot.slack_messages import SlackFile

MAX_FILES = 10
"""Files opened for one passage."""

_TOO_MANY = f"I open at most {MAX_FILES} files at once."
_LONGEST_NAME = 60


class Opening:
    """Counts over all messages that a passage comes from."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._opened = 0
        self._left_out: dict[str, list[str]] = {}

    def texts(self, files: Iterable[SlackFile]) -> Iterator[str]:
        """The texts of the files that can be read."""
        for file in files:
            try:
                yield tidy(self._text(file))
            except CannotReadError as error:
                self._left_out.setdefault(error.message, []).append(_name(file))

    @property
    def refusal(self) -> str:
        """Why the first file could not be read; empty where all could."""
        return next(iter(self._left_out), "")

    @property
    def notes(self) -> tuple[str, ...]:
        """Which files were left out, and why."""
        return tuple(f"Left out: {', '.join(names)}. {why}" for why, names in self._left_out.items())

    def _text(self, file: SlackFile) -> str:
        if self._opened == MAX_FILES:
            raise CannotReadError(_TOO_MANY)
        text = fetch_text(file, self._client)
        self._opened += 1
        return text


def _name(file: SlackFile) -> str:
    name = " ".join((file.title or file.name or "a file").split())
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
