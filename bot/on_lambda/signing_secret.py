"""The door's copy of Slack's signing secret."""

import json
import logging
import time
from collections.abc import Callable
from typing import Final

from bot.on_lambda.aws_api import AwsError

RENEWED_SECONDS: Final = 60
"""A secret that is known is read again at most this often, so that strangers' signatures cost nothing."""

logger = logging.getLogger(__name__)


class SigningSecretCopy:
    """Read when it is first asked for, and again when it is asked to be.

    Parameters
    ----------
    read
        Reads the JSON that holds it; raises AwsError.
    """

    def __init__(self, read: Callable[[], str], clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._known: str | None = None
        self._due = 0.0

    @property
    def known(self) -> str | None:
        return self._known if self._known is not None else self.renewed()

    def renewed(self) -> str | None:
        """What there is now; the old one where that cannot be told."""
        if self._known is not None and self._clock() < self._due:
            return self._known
        self._due = self._clock() + RENEWED_SECONDS
        try:
            self._known = str(json.loads(self._read())["signing_secret"])
        except (AwsError, LookupError, TypeError, ValueError) as error:
            logger.error("Slack's signing secret cannot be read: %s", type(error).__name__)  # noqa: TRY400 - secrets
        return self._known
