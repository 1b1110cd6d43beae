"""One of Slack's requests as it lies on the queue, between the door and whoever answers it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self


@dataclass(frozen=True)
class QueuedRequest:
    """
    Attributes
    ----------
    body
        As Slack sent it, its signature checked.
    content_type
        JSON of an event, or the form of a command or an interaction.
    queued
        When it was acknowledged, in seconds since 1970.
    owner
        The id of the message in which it was first on the queue, if this is a later one.
    waits
        How often it was put back because readers were not awake.
    """

    body: str
    content_type: str
    queued: float
    owner: str = ""
    waits: int = 0

    def put_back(self, owner: str) -> Self:
        """The same, after another wait."""
        return replace(self, owner=owner, waits=self.waits + 1)

    def to_json(self) -> str:
        """ASCII, because SQS takes no control characters."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Work:
    """A request, and the message in which it lies on a queue; `received` counts how often that was handed out."""

    request: QueuedRequest
    message_id: str
    receipt: str
    received: int

    @property
    def owner(self) -> str:
        """The id of the first message that held this request."""
        return self.request.owner or self.message_id

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """From a record of an SQS event."""
        return cls(
            QueuedRequest.from_json(record["body"]),
            record["messageId"],
            record["receiptHandle"],
            int(record["attributes"]["ApproximateReceiveCount"]),
        )
