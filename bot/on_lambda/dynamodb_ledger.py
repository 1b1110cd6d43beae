"""Which deliveries were taken up, remembered in DynamoDB for all execution environments.

Powertools' idempotency would do for most of it. Its records do not tell whose attempt it is that has not ended.
"""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bot.ledger import Attempt, ClaimingLedger, UnderWayError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

REMEMBERED_SECONDS: Final = 6 * 60 * 60
"""Slack gives up redelivering after minutes; in an outage it may be hours late."""

_CLAIM: Final = "SET #owner = :owner, lease = :lease, expiration = :expiration ADD attempts :one"
_IF_FREE: Final = "attribute_not_exists(id) OR expiration < :now OR (#owner = :owner AND lease < :now)"
_OWNER: Final = {"#owner": "owner"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claimant:
    """Who attempts.

    Attributes
    ----------
    owner
        The id of the message that is worked on.
    deadline
        When the invocation ends at the latest, in seconds since 1970. Until then an attempt that was not released keeps
        others out.
    """

    owner: str
    deadline: float


class DynamoDbLedger(ClaimingLedger):
    """A `Ledger`; DynamoDB is reached at the first attempt, not when this is made.

    A delivery belongs to the first of its messages on the queue that is taken up, its owner, until it is answered: the
    queue hands that message out again until it is done with, and at last to the apology. Other messages of the same
    delivery are TAKEN, and may be dropped.

    Parameters
    ----------
    create_client
        Makes a client of DynamoDB.
    claimant
        Who works on it at the moment.
    """

    def __init__(
        self,
        create_client: Callable[[], "DynamoDBClient"],
        table: str,
        claimant: Callable[[], Claimant],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._create_client = create_client
        self._table = table
        self._claimant = claimant
        self._clock = clock

    @cached_property
    def _client(self) -> "DynamoDBClient":
        return self._create_client()

    def _claim(self, identity: str) -> Attempt:
        """One write. UnderWayError: the queue has handed the same message out twice."""
        now, claimant = int(self._clock()), self._claimant()
        lease = math.ceil(claimant.deadline)
        numbers = {"now": now, "lease": lease, "expiration": now + REMEMBERED_SECONDS, "one": 1}
        try:
            response = self._client.update_item(
                TableName=self._table,
                Key={"id": {"S": identity}},
                UpdateExpression=_CLAIM,
                ConditionExpression=_IF_FREE,
                ExpressionAttributeNames=_OWNER,
                ExpressionAttributeValues={
                    ":owner": {"S": claimant.owner},
                    **{f":{name}": {"N": str(number)} for name, number in numbers.items()},
                },
                ReturnValues="UPDATED_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            if error.response["Item"]["owner"]["S"] == claimant.owner:
                raise UnderWayError from None
            return Attempt.TAKEN
        return Attempt.FIRST if response["Attributes"]["attempts"]["N"] == "1" else Attempt.AGAIN

    def _release(self, identity: str) -> None:
        """Where this fails, the next attempt has to wait for the end of the lease."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key={"id": {"S": identity}},
                UpdateExpression="SET lease = :none",
                ConditionExpression="#owner = :owner",
                ExpressionAttributeNames=_OWNER,
                ExpressionAttributeValues={":none": {"N": "0"}, ":owner": {"S": self._claimant().owner}},
            )
        except Exception as error:
            logger.error("%.12s: could not be released: %s", identity, type(error).__name__)  # noqa: TRY400 - no place matters
