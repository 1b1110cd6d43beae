"""Exactly one reply to each message or command, or one apology.

Listeners return their reply and this posts it, so that a listener can neither reply twice nor fail in silence. What
nobody waits for a reply to, such as opening the Home tab, is done without one. Bolt swallows what a lazy function
raises; whoever needs to know, such as a Lambda handler that must fail, is told through `on_failure`.
"""

import logging
from collections.abc import Callable, Sequence
from functools import wraps

from slack_bolt import Args

from bot.apologies import apology
from bot.failures import describe
from bot.inference_client import AsleepError
from bot.ledger import Attempt, Ledger, UnderWayError, identity_of
from bot.outlets import Outlet, UncertainError
from bot.passages.errors import CannotReadError
from bot.replies.message import Message, say
from inference.contract import ErrorCode, InferenceError

logger = logging.getLogger(__name__)

Listener = Callable[[Args], Sequence[Message]]


class UnansweredError(Exception):
    """Neither a reply nor an apology reached the person for certain; the delivery may be attempted again."""


class PostponedError(UnansweredError):
    """Readers are asleep and were woken, or another attempt is under way: there is to be another in a while."""


class Delivery:
    """Wraps listeners into lazy functions for Bolt.

    Parameters
    ----------
    on_failure
        Told of each delivery that ended in neither reply nor apology.
    may_wait
        Whether the delivery under way may be attempted again in a while, should a reader be asleep. Where it may not,
        the person is told so.
    """

    def __init__(
        self,
        ledger: Ledger,
        on_failure: Callable[[UnansweredError], None] | None = None,
        may_wait: Callable[[], bool] | None = None,
    ) -> None:
        self._ledger = ledger
        self._on_failure = on_failure
        self._may_wait = may_wait or (lambda: False)

    def once(self, listener: Listener, outlet: Callable[[Args], Outlet]) -> Callable[[Args], None]:
        """A lazy function of the listener's name, by which Bolt finds it again: names must be unique.

        Raises, when called, UnansweredError: after `on_failure` has been told.
        """

        @wraps(listener)
        def deliver(args: Args) -> None:
            failure = self._attempt(listener, outlet, args)
            if failure is None:
                return
            if self._on_failure is not None:
                self._on_failure(failure)
            raise failure

        return deliver

    def quietly(self, work: Callable[[Args], None]) -> Callable[[Args], None]:
        """A lazy function for work without a reply, which may be done twice.

        Raises, when called, UnansweredError: after `on_failure` has been told.
        """

        @wraps(work)
        def do(args: Args) -> None:
            try:
                work(args)
            except Exception as error:
                logger.error("%s: not done: %s", work.__name__, describe(error))  # noqa: TRY400 - a traceback quotes the exception's words
                failure = UnansweredError(work.__name__)
                if self._on_failure is not None:
                    self._on_failure(failure)
                raise failure from None

        return do

    def _attempt(self, listener: Listener, outlet: Callable[[Args], Outlet], args: Args) -> UnansweredError | None:
        identity = identity_of(args.body)
        name = f"{listener.__name__} {identity:.12}"
        try:
            with self._ledger.attempt(identity) as attempt:
                if attempt is Attempt.TAKEN:
                    logger.info("%s: delivered again, already taken up", name)
                else:
                    self._answer(listener, outlet(args), args, attempt)
        except (AsleepError, UnderWayError) as error:
            logger.warning("%s: waiting: %s", name, describe(error))
            return PostponedError(name)
        except Exception as error:
            logger.error("%s: unanswered: %s", name, describe(error))  # noqa: TRY400 - a traceback quotes the exception's words
            return UnansweredError(name)
        return None

    def _answer(self, listener: Listener, way: Outlet, args: Args, attempt: Attempt) -> None:
        if attempt is Attempt.AGAIN and way.recall():
            return
        try:
            way.reply(listener(args))
        except UncertainError:
            raise
        except AsleepError as error:
            if self._may_wait():
                way.show_waking()
                raise
            way.apologise(say(apology(error)))
        except Exception as error:
            logger.log(_severity(error), "%s: apologising: %s", listener.__name__, describe(error))
            way.apologise(say(apology(error)))


def _severity(error: Exception) -> int:
    """What a person can put right is no fault of the bot's."""
    if isinstance(error, CannotReadError) or (
        isinstance(error, InferenceError) and error.code is ErrorCode.INVALID_REQUEST
    ):
        return logging.INFO
    return logging.ERROR
