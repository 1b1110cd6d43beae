"""What each function needs to start, what it is asked first, and what is an answer."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_sdk.signature import SignatureVerifier

from benchmarks.paragraph import PARAGRAPH, QUESTION
from inference.contract import Task
from inference.store.embedded import EMBEDDED_MODELS

_SIGNING_SECRET = "cold-start"  # noqa: S105 - of a Slack that is none
_READERS = {"NounsFunction": Task.NOUNS, "CategoryFunction": Task.CATEGORY, "AnswersFunction": Task.ANSWERS}
FUNCTIONS = ("DoorFunction", *_READERS)


@dataclass(frozen=True)
class Probe:
    handler: str
    variables: Mapping[str, str]
    event: Mapping[str, Any]

    def is_answer(self, payload: bytes) -> bool:
        """Whether a reply is one, and no refusal."""
        reply = json.loads(payload)
        return "error" not in reply and reply.get("statusCode", 200) == 200


def probe(function: str, aws_url: str) -> Probe:
    """A signed event for the door, a paragraph for a reader."""
    return _door(aws_url) if function == "DoorFunction" else _reader(_READERS[function])


def _reader(task: Task) -> Probe:
    variables = {"TASK": task, "MODEL_ROOT": str(EMBEDDED_MODELS), "POWERTOOLS_METRICS_NAMESPACE": "cold-start"}
    request = {"question": QUESTION, "context": PARAGRAPH} if task is Task.ANSWERS else {"text": PARAGRAPH}
    return Probe("inference.on_lambda.reader_handler.handler", {**variables, "POWERTOOLS_SERVICE_NAME": task}, request)


def _door(aws_url: str) -> Probe:
    body, timestamp = json.dumps({"type": "event_callback", "event": {"type": "app_mention"}}), str(int(time.time()))
    signature = SignatureVerifier(_SIGNING_SECRET).generate_signature(timestamp=timestamp, body=body) or ""
    headers = {"x-slack-request-timestamp": timestamp, "x-slack-signature": signature}
    variables = {
        "SLACK_SECRET_NAME": "/cold-start/slack",
        "SLACK_TEAM_ID": "",
        "MESSAGES_QUEUE_URL": f"{aws_url}/1/messages",
        "WORKER_FUNCTION": "worker",
        "AWS_ENDPOINT_URL_SSM": aws_url,
        "AWS_ENDPOINT_URL_LAMBDA": aws_url,
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_REGION": "us-east-1",
    }
    return Probe("bot.on_lambda.door_handler.handler", variables, {"body": body, "headers": headers})


class _Aws(BaseHTTPRequestHandler):
    """Parameter Store and SQS at once, without the time that a network takes."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        secret = json.dumps({"signing_secret": _SIGNING_SECRET})
        body = json.dumps({"Parameter": {"Value": secret}, "MessageId": "1"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the time matters."""


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: environments that are ended break their connections."""


@contextmanager
def aws() -> Iterator[str]:
    """The address of a stand-in for what the door calls."""
    with _QuietServer(("127.0.0.1", 0), _Aws) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
