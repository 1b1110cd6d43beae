"""Lambda's event sources for SQS: what lies on a queue goes to its function, and leaves the queue when it is done."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from tests.stack.environments import Result
from tests.stack.local_lambda import RefusedError

_POLL_SECONDS = 1
_AT_ONCE = 4
_COUNTS = ("", "NotVisible", "Delayed")

Invoke = Callable[[str, bytes], Result]


class EventSource:
    """One queue and its function, in batches of one message; at most four at a time."""

    def __init__(self, sqs: Any, queue_url: str, function: str, invoke: Invoke) -> None:
        self._sqs = sqs
        self._queue_url = queue_url
        self._function = function
        self._invoke = invoke
        self._closed = threading.Event()
        self._room = threading.Semaphore(_AT_ONCE)
        self._threads = ThreadPoolExecutor(_AT_ONCE)
        self._poller = threading.Thread(target=self._poll, daemon=True)
        self._poller.start()

    def is_empty(self) -> bool:
        """Whether nothing lies on the queue, seen or unseen."""
        attributes = self._sqs.get_queue_attributes(QueueUrl=self._queue_url, AttributeNames=["All"])["Attributes"]
        return not any(int(attributes[f"ApproximateNumberOfMessages{count}"]) for count in _COUNTS)

    def close(self) -> None:
        self._closed.set()
        self._poller.join()
        self._threads.shutdown(wait=True)

    def _poll(self) -> None:
        while not self._closed.is_set():
            self._room.acquire()
            messages = self._received()
            if not messages:
                self._room.release()
            for message in messages:
                self._threads.submit(self._hand_over, message).add_done_callback(self._make_room)

    def _make_room(self, _: "Future[None]") -> None:
        self._room.release()

    def _received(self) -> list[dict[str, Any]]:
        with suppress(BotoCoreError, ClientError):  # the queue goes with its stack
            answer = self._sqs.receive_message(
                QueueUrl=self._queue_url, WaitTimeSeconds=_POLL_SECONDS, MessageSystemAttributeNames=["All"]
            )
            return list(answer.get("Messages", []))
        return []

    def _hand_over(self, message: dict[str, Any]) -> None:
        record = {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "messageAttributes": {},
            "eventSource": "aws:sqs",
        }
        try:
            result = self._invoke(self._function, json.dumps({"Records": [record]}).encode())
        except (KeyError, RefusedError):
            return
        if not result.is_error and not (json.loads(result.payload) or {}).get("batchItemFailures"):
            self._sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=message["ReceiptHandle"])


def event_sources(lambda_: Any, sqs: Any, functions: set[str], invoke: Invoke) -> Iterator[EventSource]:
    """Those of the functions of these names, as they were deployed."""
    for mapping in lambda_.list_event_source_mappings()["EventSourceMappings"]:
        function = mapping["FunctionArn"].rpartition(":")[2]
        if function in functions:
            queue_url = sqs.get_queue_url(QueueName=mapping["EventSourceArn"].rpartition(":")[2])["QueueUrl"]
            yield EventSource(sqs, queue_url, function, invoke)
