"""The bot's process: `python -m benchmarks.soak.bot_process API_URL QUEUE_URL LEDGER`.

It prints its port. Besides Slack's requests, which the door takes, it takes what AWS would hand to the other functions:
messages of the queue, and those that could not be answered.
"""

import json
import logging
import sys
import threading
import time
import urllib.request
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, Response, request
from slack_bolt import App
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types

from benchmarks.soak.faults import Faults, UnsteadyInference
from benchmarks.soak.ledger import FileLedger
from bot.app import create_app
from bot.on_lambda.apology_function import ApologyFunction
from bot.on_lambda.aws_api import AwsError
from bot.on_lambda.door import Door
from bot.on_lambda.dynamodb_ledger import Claimant
from bot.on_lambda.queued_request import QueuedRequest, Work
from bot.on_lambda.worker import Failures, Queue, Worker
from bot.slack_client import create_web_client

SIGNING_SECRET = "soak"  # noqa: S105 - of a Slack that is none
BOT_TOKEN = "xoxb-soak"  # noqa: S105
TEAM = "T0SOAK"

INVOCATION_SECONDS = 10.0
"""Longer than any attempt takes here. The worker's time-out is 150, as the queue's pauses are longer too."""

_THREADS = 16
_SECRET = SimpleNamespace(known=SIGNING_SECRET, renewed=lambda: SIGNING_SECRET)


class QueueClient:
    """What boto3 is to the worker; the queue itself tells when a message is handed out again."""

    def __init__(self, url: str) -> None:
        self._url = url

    def send_message(self, QueueUrl: str, MessageBody: str, DelaySeconds: int = 0) -> None:  # noqa: ARG002, N803 - boto3's
        message = json.dumps({"body": MessageBody, "delay": DelaySeconds}).encode()
        urllib.request.urlopen(self._url, message, timeout=10).close()  # noqa: S310 - our own

    def change_message_visibility(self, **_: object) -> None:
        """Nothing."""


class Functions:
    """The three functions. A thread is an execution environment: it has a worker of its own."""

    def __init__(self, api_url: str, queue_url: str, ledger: Path) -> None:
        self.faults = Faults()
        self._api_url = api_url
        self._ledger = ledger
        self._client = QueueClient(queue_url)
        self._inference = UnsteadyInference(lambda: self.faults.inference)
        self._environment = threading.local()
        self.door = Door(_SECRET, self._put, _answer_nothing, [TEAM])

    def answer(self, record: dict[str, Any]) -> None:
        if not hasattr(self._environment, "worker"):
            self._environment.worker = self._create_worker()
        self._environment.worker.answer(record, time.time() + INVOCATION_SECONDS)

    def apologise(self, record: dict[str, Any]) -> None:
        work = Work.of(record)
        client = create_web_client(BOT_TOKEN, self._api_url)
        apologise = ApologyFunction(lambda: client, lambda claimant: self._create_ledger(lambda: claimant))
        apologise(work.request, Claimant(work.owner, time.time() + INVOCATION_SECONDS))

    def _put(self, message: QueuedRequest) -> None:
        try:
            self._client.send_message("", message.to_json())
        except OSError as error:
            raise AwsError("sqs", 0) from error

    def _create_worker(self) -> Worker:
        return Worker(
            create_app=lambda _, failures: self._create_app(failures),
            secrets=SimpleNamespace(read=lambda: _SECRET),  # type: ignore[arg-type]  # likewise
            queue=Queue(self._client, ""),
        )

    def _create_app(self, failures: Failures) -> App:
        environment = self._environment
        return create_app(
            signing_secret=SIGNING_SECRET,
            bot_token=BOT_TOKEN,
            api_url=self._api_url,
            inference=self._inference,
            team_ids=[TEAM],
            ledger=self._create_ledger(lambda: environment.worker.claimant),
            on_failure=failures.append,
            may_wait=lambda: environment.worker.may_wait(),  # noqa: PLW0108 - there is none yet
        )

    def _create_ledger(self, claimant: Callable[[], Claimant]) -> FileLedger:
        return FileLedger(self._ledger, claimant, lambda: self.faults.ledger)


def _answer_nothing(_: QueuedRequest) -> dict[str, Any]:
    """Nobody opens dialogs here."""
    raise AwsError("lambda", 0)


def create_web_app(functions: Functions) -> Flask:
    """The address for Slack, and those that only AWS knows."""
    flask = Flask(__name__)

    @flask.post("/slack/events")
    def slack_events() -> Response:
        event = {"body": request.get_data(as_text=True), "headers": dict(request.headers)}
        answer = functions.door(event)
        return Response(answer["body"], answer["statusCode"], answer["headers"])

    @flask.post("/answer")
    def answer() -> Response:
        record = request.get_json()
        if _share(json.loads(record["body"])["body"]) < functions.faults.broken:
            return Response(status=500)
        functions.answer(record)
        return Response(status=200)

    @flask.post("/apologise")
    def apologise() -> Response:
        functions.apologise(request.get_json())
        return Response(status=200)

    @flask.post("/faults")
    def set_faults() -> Response:
        functions.faults = Faults(**request.get_json())
        return Response(status=200)

    return flask


def _share(body: str) -> float:
    """A number from 0 to 1 that is the same for the same message."""
    return zlib.crc32(body.encode()) / 2**32


def main(api_url: str, queue_url: str, path: str) -> None:
    """Serve until killed."""
    logging.disable(logging.CRITICAL)  # the faults are on purpose
    functions = create_web_app(Functions(api_url, queue_url, Path(path)))
    server = create_server(functions, host="127.0.0.1", port=0, threads=_THREADS, ident=None)
    print(server.effective_port, flush=True)
    server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
