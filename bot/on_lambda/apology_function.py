"""Apologises for what Lambda could not have answered in three attempts, as it lies in the failure queue."""

import base64
import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.failures import describe
from bot.ledger import Attempt, Ledger, identity_of
from bot.unanswered import apologise_for

logger = logging.getLogger(__name__)


class ApologyFunction:
    """Called with what Lambda's on-failure destination wrote, one failed invocation at a time.

    Parameters
    ----------
    create_client
        Makes the client of Slack's Web API with the token of the moment.
    create_ledger
        Makes the ledger for an invocation, by the id of the one that failed, whose attempt may not have ended.
    """

    def __init__(self, create_client: Callable[[], WebClient], create_ledger: Callable[[str], Ledger]) -> None:
        self._create_client = create_client
        self._create_ledger = create_ledger

    def __call__(self, failed: Mapping[str, Any]) -> None:
        """Post the apology, unless the person has an answer after all.

        A ledger that does not answer is done without: what was posted can be looked up.

        Raises
        ------
        Exception
            Whatever kept the apology from being posted: the queue tries again, then its dead-letter queue keeps it.
        """
        body = _body(failed["requestPayload"])
        ledger = self._create_ledger(failed["requestContext"]["requestId"])
        with ExitStack() as stack:
            attempt = _attempt(stack, ledger, identity_of(body))
            if attempt is Attempt.TAKEN:
                logger.info("answered meanwhile: %.12s", identity_of(body))
                return
            apologise_for(body, self._create_client())


def _attempt(stack: ExitStack, ledger: Ledger, identity: str) -> Attempt:
    try:
        return stack.enter_context(ledger.attempt(identity))
    except Exception as error:
        logger.error("%.12s: the ledger does not answer: %s", identity, describe(error))  # noqa: TRY400 - a traceback quotes the exception's words
        return Attempt.AGAIN


def _body(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """What Slack sent, as Bolt reads it."""
    raw = event.get("body") or ""
    if event.get("isBase64Encoded"):
        raw = base64.b64decode(raw).decode()
    return BoltRequest(body=raw, headers={**event.get("headers", {})}).body
