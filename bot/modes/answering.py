"""Answers what lies in the inbox: the second half of each delivery, attempt after attempt, then the apology."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from slack_bolt import App, BoltRequest
from slack_bolt.lazy_listener import LazyListenerRunner

from bot.delivery import UnansweredError
from bot.failures import describe
from bot.ledger import Attempt, identity_of
from bot.modes.inbox import Inbox, Taken
from bot.outlets.choosing import StrangeRequestError
from bot.unanswered import apologise_for

PAUSES_SECONDS = (2.0, 15.0, 60.0, 120.0, 300.0)
"""Before another attempt. Slack's own deliveries of one event spread over six minutes."""

APOLOGIES = 3
"""Attempts at the apology, after those at an answer, each a longest pause apart."""

THREADS = 4
"""Messages in hand at once: most of an answer's time is spent waiting, for Slack and for readers."""

SUBMISSION_SECONDS = 0.3
"""Before a modal is worked on: its acknowledgement, which shows that it is read, must not overtake what was found."""

_LAZY_ONLY = "x-slack-bolt-lazy-only"
_LAZY_NAME = "x-slack-bolt-lazy-function-name"

logger = logging.getLogger(__name__)


class InboxLedger:
    """A `Ledger`: only one attempt at a time has a delivery, and the inbox counts them."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    @contextmanager
    def attempt(self, identity: str) -> Iterator[Attempt]:
        yield Attempt.FIRST if self._inbox.attempts(identity) <= 1 else Attempt.AGAIN


class Handover(LazyListenerRunner):
    """Puts the second half of a delivery into the inbox before the first is acknowledged.

    What cannot be put there is not acknowledged, so Slack delivers it again.
    """

    def __init__(self, inbox: Inbox) -> None:
        self.logger = logger
        self._inbox = inbox

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:  # noqa: ARG002 - the base class's
        identity = identity_of(request.body)
        after = SUBMISSION_SECONDS if request.body.get("type") == "view_submission" else 0.0
        if not self._inbox.add(identity, str(request.lazy_function_name), json.dumps(request.body), after):
            logger.info("delivered again, already taken up: %.12s", identity)


class Answering:
    """Threads that work on the inbox, for an app whose lazy functions come from a `Delivery`.

    Parameters
    ----------
    failures
        What the app's `on_failure` appended on this thread is found here.
    pauses
        Seconds before each further attempt.
    """

    def __init__(self, app: App, inbox: Inbox, failures: "Failures", pauses: Sequence[float] = PAUSES_SECONDS) -> None:
        self._app = app
        self._inbox = inbox
        self._failures = failures
        self._pauses = pauses
        self._threads = [
            threading.Thread(target=self._work, name=f"answering-{number}", daemon=True) for number in range(THREADS)
        ]

    def start(self) -> None:
        """Take up what lies there, what an earlier process left behind first."""
        if waiting := self._inbox.waiting():
            logger.info("%d messages were acknowledged before and are answered now", waiting)
        self._app.listener_runner.lazy_listener_runner = Handover(self._inbox)
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float) -> None:
        """Begin nothing more, and wait for what is being answered; what is not done by then is for the next start."""
        self._inbox.close()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        while taken := self._inbox.take():
            try:
                self._work_on(taken)
            except Exception as error:
                # The disk: what was taken is taken up again by the next process.
                logger.error("%.12s: the inbox does not answer: %s", taken.identity, describe(error))  # noqa: TRY400 - a traceback quotes the exception's words

    def _work_on(self, taken: Taken) -> None:
        answers = len(self._pauses) + 1
        done = self._answer(taken) if taken.attempts <= answers else self._apologise(taken)
        if done:
            self._inbox.end(taken.identity)
        elif taken.attempts < answers + APOLOGIES:
            pauses = (*self._pauses, 0.0, *[self._pauses[-1]] * APOLOGIES)
            self._inbox.postpone(taken.identity, pauses[taken.attempts - 1])
        else:
            logger.critical("%.12s: given up: neither a reply nor an apology could be posted", taken.identity)
            self._inbox.end(taken.identity)

    def _answer(self, taken: Taken) -> bool:
        """Run the lazy function, as Bolt does with a request that names it."""
        request = BoltRequest(
            body=json.loads(taken.body),
            mode="socket_mode",  # the signature was checked before it was put into the inbox, and is stale by now
            headers={_LAZY_ONLY: ["1"], _LAZY_NAME: [taken.function]},
        )
        with self._failures.noted() as failed:
            status = self._app.dispatch(request).status
        return not failed and status == 200

    def _apologise(self, taken: Taken) -> bool:
        try:
            apologise_for(json.loads(taken.body), self._app.client)
        except StrangeRequestError:
            return True
        except Exception as error:
            logger.error("%.12s: no apology: %s", taken.identity, describe(error))  # noqa: TRY400 - likewise
            return False
        return True


class Failures(threading.local):
    """What went unanswered, by thread."""

    def __init__(self) -> None:
        self._latest: list[UnansweredError] = []

    def append(self, failure: UnansweredError) -> None:
        """For `create_app`'s `on_failure`."""
        self._latest.append(failure)

    @contextmanager
    def noted(self) -> Iterator[list[UnansweredError]]:
        """What is appended on this thread within the block."""
        self._latest = []
        yield self._latest
