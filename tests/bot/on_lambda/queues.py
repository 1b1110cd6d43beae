"""SQS as the worker knows it, in a time of its own: what is hidden is waited for by moving the clock."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

VISIBILITY_SECONDS = 180
RECEIVES = 3


@dataclass
class _Message:
    body: str
    due: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    received: int = 0


class FakeQueue:
    """Stands for boto3's client, and for Lambda's event source.

    `dead` are the messages that were handed out as often as may be.
    """

    def __init__(self, now: float) -> None:
        self.now = now
        self.delays: list[int] = []
        self.dead: list[Mapping[str, Any]] = []
        self._messages: list[_Message] = []

    def put(self, body: str) -> None:
        self._messages.append(_Message(body, self.now))

    def send_message(self, QueueUrl: str, MessageBody: str, DelaySeconds: int) -> None:  # noqa: N803 - boto3's
        self.delays.append(DelaySeconds)
        self._messages.append(_Message(MessageBody, self.now + DelaySeconds))

    def change_message_visibility(self, QueueUrl: str, ReceiptHandle: str, VisibilityTimeout: int) -> None:  # noqa: N803 - boto3's
        (message,) = (each for each in self._messages if each.id == ReceiptHandle)
        message.due = self.now + VisibilityTimeout

    def hand_out(self, answer: Callable[[Mapping[str, Any]], None]) -> None:
        """Hand out the next message, once it is due."""
        message = min(self._messages, key=lambda each: each.due)
        self.now = max(self.now, message.due)
        if message.received == RECEIVES:
            self._messages.remove(message)
            self.dead.append(_record(message))
            return
        message.received += 1
        message.due = self.now + VISIBILITY_SECONDS
        try:
            answer(_record(message))
        except Exception:
            return  # it stays hidden until it is due
        self._messages.remove(message)

    def hand_out_all(self, answer: Callable[[Mapping[str, Any]], None]) -> None:
        while self._messages:
            self.hand_out(answer)


def _record(message: _Message) -> dict[str, Any]:
    return {
        "messageId": message.id,
        "receiptHandle": message.id,
        "body": message.body,
        "attributes": {"ApproximateReceiveCount": str(message.received)},
    }
