"""Which deliveries were taken up, remembered in DynamoDB for all execution environments.

Powertools' idempotency would do for most of it. Its records tell neither whether a free delivery was tried before, nor
whose attempt it is that has not ended.
"""

import logging
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bot.ledger import Attempt, ClaimingLedger, Outcome

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REMEMBERED_SECONDS: Final = 6 * 60 * 60
"""Slack gives up redelivering after minutes; in an outage it may be hours late."""

LEASE_SECONDS: Final = 170
"""For so long an attempt that has not ended keeps others out: longer than the bot's function may run."""

_CLAIM: Final = (
    "SET #state = :working, invocation = :invocation, lease = :lease, expiration = :expiration ADD attempts :one"
)
_IF_FREE: Final = (
    "attribute_not_exists(id) OR expiration < :now OR #state = :failed"
    " OR (#state = :working AND (invocation = :invocation OR lease < :now))"
)

logger = logging.getLogger(__name__)


class DynamoDbLedger(ClaimingLedger):
    """A `Ledger`; DynamoDB is reached at the first attempt, not when this is made.

    An attempt belongs to an invocation of Lambda's. Lambda repeats an invocation under its old id, and only when it has
    ended: so the repetition of one that was killed goes on at once, while other deliveries of the same message leave it
    to the invocation that has it, whose failures Lambda hands to the failure queue.

    Parameters
    ----------
    create_client
        Makes a client of DynamoDB.
    invocation
        The id of the invocation under way.
    """

    def __init__(
        self,
        create_client: Callable[[], "DynamoDBClient"],
        table: str,
        invocation: Callable[[], str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._create_client = create_client
        self._table = table
        self._invocation = invocation
        self._clock = clock

    @cached_property
    def _client(self) -> "DynamoDBClient":
        return self._create_client()

    def _claim(self, identity: str) -> Attempt:
        now = int(self._clock())
        numbers = {"now": now, "lease": now + LEASE_SECONDS, "expiration": now + REMEMBERED_SECONDS, "one": 1}
        words = {"working": "working", "failed": "failed", "invocation": self._invocation()}
        try:
            response = self._client.update_item(
                TableName=self._table,
                Key={"id": {"S": identity}},
                UpdateExpression=_CLAIM,
                ConditionExpression=_IF_FREE,
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues={
                    **{f":{name}": {"N": str(number)} for name, number in numbers.items()},
                    **{f":{name}": {"S": word} for name, word in words.items()},
                },
                ReturnValues="UPDATED_NEW",
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return Attempt.TAKEN
        return Attempt.FIRST if response["Attributes"]["attempts"]["N"] == "1" else Attempt.AGAIN

    def _end(self, identity: str, state: Outcome) -> None:
        """Where this fails, the attempt stays this invocation's, and its own repetition finds what it posted."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key={"id": {"S": identity}},
                UpdateExpression="SET #state = :state",
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues={":state": {"S": state}},
            )
        except Exception as error:
            logger.error("%.12s: could not be noted as %s: %s", identity, state, type(error).__name__)  # noqa: TRY400 - no place matters
