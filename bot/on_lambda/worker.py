"""Answers what lies on the queue: one of Slack's requests at a time, through the Bolt app.

What fails stays on the queue, whose own count leads to the apology. What waits for readers to wake up is put back as a
message of its own, so that waiting is not counted as failing.
"""

import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.lazy_listener import LazyListenerRunner

from bot.delivery import PostponedError, UnansweredError
from bot.on_lambda.dynamodb_ledger import Claimant
from bot.on_lambda.queued_request import QueuedRequest, Work

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

    from bot.on_lambda.slack_secret import SlackSecret, SlackSecretSource

LONGEST_WAIT_SECONDS: Final = 600
"""How long readers may take to wake up, from the acknowledgement on. A response URL lives for half an hour."""

WAITS_SECONDS: Final = (5, 10, 20, 40, 60)
"""Before each further attempt; the last goes for all that follow. A sign in a thread lasts for two minutes."""

PAUSES_SECONDS: Final = (5, 45, 0)
"""After an attempt that failed, before the next. After the last the queue hands the message to the apology."""

Failures = list[UnansweredError]

logger = logging.getLogger(__name__)


class Queue:
    """What the worker does with its queue."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def put_back(self, work: Work) -> None:
        """As a message of its own, to be handed out after a pause that grows."""
        seconds = WAITS_SECONDS[min(work.request.waits, len(WAITS_SECONDS) - 1)]
        body = work.request.put_back(work.owner).to_json()
        self._client.send_message(QueueUrl=self._url, MessageBody=body, DelaySeconds=seconds)

    def hand_out_again(self, work: Work) -> None:
        """After a pause, instead of when everyone would have given up the attempt."""
        seconds = PAUSES_SECONDS[min(work.received, len(PAUSES_SECONDS)) - 1]
        self._client.change_message_visibility(
            QueueUrl=self._url, ReceiptHandle=work.receipt, VisibilityTimeout=seconds
        )


class Worker:
    """
    Parameters
    ----------
    create_app
        Builds the app from Slack's secrets; it appends to the list what it could not answer.
    """

    def __init__(
        self,
        *,
        create_app: "Callable[[SlackSecret, Failures], App]",
        secrets: "SlackSecretSource",
        queue: Queue,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._create_app = create_app
        self._secrets = secrets
        self._queue = queue
        self._clock = clock
        self._failures: Failures = []
        self._secret: SlackSecret | None = None
        self._app: App | None = None
        self._work: Work | None = None
        self._deadline = 0.0
        self._renew()

    @property
    def claimant(self) -> Claimant:
        """Whose attempt is under way, for the ledger."""
        assert self._work is not None  # noqa: S101 - the app only works on what `answer` gives it
        return Claimant(self._work.owner, self._deadline)

    def may_wait(self) -> bool:
        """Whether what is worked on may be put back: not for ever."""
        return self._work is not None and self._clock() - self._work.request.queued < LONGEST_WAIT_SECONDS

    def answer(self, record: Mapping[str, Any], deadline: float) -> None:
        """Answer one message of the queue, or put it back; the invocation ends at the deadline, in seconds since 1970.

        Raises
        ------
        UnansweredError
            It has to be handed out again.
        """
        self._work, self._deadline = Work.of(record), deadline
        self._failures.clear()
        status = self._dispatch(self._work.request, AtOnce()).status
        failure = next(iter(self._failures), None)
        if isinstance(failure, PostponedError):
            self._queue.put_back(self._work)
        elif failure or status >= 500:
            self._queue.hand_out_again(self._work)
            raise failure or UnansweredError(f"answered with {status}")

    def acknowledge(self, request: QueuedRequest) -> dict[str, Any]:
        """The acknowledgement of an interaction, as API Gateway takes it. The work itself is done from the queue."""
        response = self._dispatch(request, Never())
        headers = {name: values[0] for name, values in response.headers.items()}
        return {"statusCode": response.status, "headers": headers, "body": response.body}

    def _dispatch(self, request: QueuedRequest, second_halves: LazyListenerRunner) -> BoltResponse:
        self._renew()
        if self._app is None:
            return BoltResponse(status=503)
        self._app.listener_runner.lazy_listener_runner = second_halves
        body = BoltRequest(body=request.body, headers={"content-type": request.content_type}).body
        # The door has checked the signature; by now it may be older than Bolt would take.
        return self._app.dispatch(BoltRequest(body=body, mode="socket_mode"))

    def _renew(self) -> None:
        """Build the app again if the secrets have changed."""
        secret = self._secrets.read()
        if secret is not None and secret != self._secret:
            self._secret, self._app = secret, self._create_app(secret, self._failures)


class AtOnce(LazyListenerRunner):
    """Runs the second half of a listener right after the first: the request is long acknowledged."""

    logger = logger

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:
        self.run(function, request)


class Never(LazyListenerRunner):
    """Leaves out the second half of a listener."""

    logger = logger

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:
        """Nothing."""
