"""The bot's process: `python -m benchmarks.soak.bot_process API_URL QUEUE_URL LEDGER`.

It prints its port. Besides Slack's requests it takes what AWS would hand to the functions: invocations of the second
half, and what lies in the failure queue.
"""

import json
import logging
import sys
import threading
import urllib.request
import zlib
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from slack_bolt import App, BoltRequest
from slack_bolt.lazy_listener import LazyListenerRunner
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress ships no types

from benchmarks.soak.faults import Faults, UnsteadyInference
from benchmarks.soak.ledger import FileLedger
from bot.app import create_app
from bot.delivery import UnansweredError
from bot.modes.http import create_flask_app
from bot.on_lambda.apology_function import ApologyFunction

SIGNING_SECRET = "soak"  # noqa: S105 - of a Slack that is none
BOT_TOKEN = "xoxb-soak"  # noqa: S105
TEAM = "T0SOAK"

_THREADS = 16
_invocation: ContextVar[str] = ContextVar("invocation")


class Handover(LazyListenerRunner):
    """Hands the second half to a queue before the first is acknowledged, as on Lambda."""

    def __init__(self, queue_url: str) -> None:
        self.logger = logging.getLogger(__name__)
        self._url = queue_url

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:  # noqa: ARG002 - the base class's
        headers = {name: values[0] for name, values in request.headers.items() if name != "cookie"}
        lazy = {"x-slack-bolt-lazy-only": "1", "x-slack-bolt-lazy-function-name": request.lazy_function_name}
        event = {"body": request.raw_body, "isBase64Encoded": False, "headers": {**headers, **lazy}}
        urllib.request.urlopen(self._url, json.dumps(event).encode(), timeout=10).close()  # noqa: S310 - our own


def create_functions(app: App, ledger: FileLedger, inference: UnsteadyInference, failures: threading.local) -> Flask:
    """The door for Slack, and those that only AWS can open."""
    flask = create_flask_app(app, SIGNING_SECRET)
    faults = Faults()

    @flask.post("/invoke")
    def invoke() -> Response:
        event = _take_event()
        if _share(event["body"]) < faults.broken:
            return Response(status=500)
        failures.latest = None
        response = app.dispatch(BoltRequest(body=event["body"], headers=event["headers"]))
        return Response(status=500 if failures.latest or response.status != 200 else 200)

    @flask.post("/apologise")
    def apologise() -> Response:
        event = _take_event()
        failed = {"requestContext": {"requestId": _invocation.get()}, "requestPayload": event}
        ApologyFunction(lambda: app.client, lambda _: ledger)(failed)
        return Response(status=200)

    @flask.post("/faults")
    def set_faults() -> Response:
        nonlocal faults
        faults = Faults(**request.get_json())
        inference.probability, ledger.refusals = faults.inference, faults.ledger
        return Response(status=200)

    return flask


def _take_event() -> dict[str, Any]:
    _invocation.set(request.headers["X-Request-Id"])
    return dict(request.get_json())


def _share(body: str) -> float:
    """A number from 0 to 1 that is the same for the same message."""
    return zlib.crc32(body.encode()) / 2**32


def main(api_url: str, queue_url: str, path: str) -> None:
    """Serve until killed."""
    logging.disable(logging.CRITICAL)  # the faults are on purpose
    inference, failures = UnsteadyInference(), threading.local()
    ledger = FileLedger(Path(path), _invocation.get)

    def note(failure: UnansweredError) -> None:
        failures.latest = failure

    app = create_app(
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        api_url=api_url,
        inference=inference,
        team_ids=[TEAM],
        ledger=ledger,
        on_failure=note,
    )
    app.listener_runner.lazy_listener_runner = Handover(queue_url)
    functions = create_functions(app, ledger, inference, failures)
    server = create_server(functions, host="127.0.0.1", port=0, threads=_THREADS, ident=None)
    print(server.effective_port, flush=True)
    server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
