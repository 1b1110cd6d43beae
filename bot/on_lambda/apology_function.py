"""Apologises for what the worker could not answer in three attempts, as the queue has handed it on."""

import logging
from collections.abc import Callable
from contextlib import ExitStack

from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.failures import describe
from bot.ledger import Attempt, Ledger, UnderWayError, identity_of
from bot.on_lambda.dynamodb_ledger import Claimant
from bot.on_lambda.queued_request import QueuedRequest
from bot.unanswered import apologise_for

logger = logging.getLogger(__name__)


class ApologyFunction:
    """Called with one request at a time.

    Parameters
    ----------
    create_client
        Makes the client of Slack's Web API with the token of the moment.
    create_ledger
        Makes the ledger for who attempts it.
    """

    def __init__(self, create_client: Callable[[], WebClient], create_ledger: Callable[[Claimant], Ledger]) -> None:
        self._create_client = create_client
        self._create_ledger = create_ledger

    def __call__(self, request: QueuedRequest, claimant: Claimant) -> None:
        """Post the apology, unless the person has an answer after all.

        A ledger that does not answer is done without: what was posted can be looked up.

        Raises
        ------
        Exception
            Whatever kept the apology from being posted: the queue tries again, then its dead-letter queue keeps it.
        """
        body = BoltRequest(body=request.body, headers={"content-type": request.content_type}).body
        with ExitStack() as stack:
            attempt = _attempt(stack, self._create_ledger(claimant), identity_of(body))
            if attempt is Attempt.TAKEN:
                logger.info("another message has it: %.12s", identity_of(body))
                return
            apologise_for(body, self._create_client())


def _attempt(stack: ExitStack, ledger: Ledger, identity: str) -> Attempt:
    try:
        return stack.enter_context(ledger.attempt(identity))
    except UnderWayError:
        raise
    except Exception as error:
        logger.error("%.12s: the ledger does not answer: %s", identity, describe(error))  # noqa: TRY400 - a traceback quotes the exception's words
        return Attempt.AGAIN
