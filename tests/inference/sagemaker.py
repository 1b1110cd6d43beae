"""SageMaker's InvokeEndpoint on loopback, for real clients."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3

from inference.on_lambda.endpoint_reader import EndpointReader, client_config

ENDPOINT = "news"


@dataclass(frozen=True)
class Asked:
    """One invocation; `attributes` are what SageMaker passes on to the container in a header."""

    path: str
    attributes: str
    body: bytes


@dataclass(frozen=True)
class Answer:
    """`error` is SageMaker's code for what is no reply."""

    status: int
    body: bytes
    error: str = ""


Answering = Callable[[Asked], Answer | None]
"""None closes the connection without a word."""


def reply(value: Any) -> Answer:
    """What the container said, which is JSON but where it is bytes."""
    return Answer(HTTPStatus.OK, value if isinstance(value, bytes) else json.dumps(value).encode())


def refusal(status: int, code: str, message: str = "", **members: Any) -> Answer:
    return Answer(status, json.dumps({"Message": message, **members}).encode(), code)


def model_error(status: int, said: str) -> Answer:
    """The container answered with another status than 200; SageMaker quotes it, and so perhaps the text."""
    message = f'Received client error ({status}) from primary with message "{said}".'
    return refusal(424, "ModelError", message, OriginalStatusCode=status, OriginalMessage=said)


class SageMaker:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answering: Answering = lambda _: reply({})
        self.gate = threading.Event()
        self.gate.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def answers(self, answer: Answer) -> None:
        """From now on, every invocation gets this."""
        self.answering = lambda _: answer

    def reader(self, timeout: int = 30) -> EndpointReader:
        runtime = boto3.client(
            "sagemaker-runtime",
            region_name="us-east-1",
            aws_access_key_id="x",
            aws_secret_access_key="x",
            endpoint_url=self.url,
            config=client_config(timeout),
        )
        return EndpointReader(runtime, ENDPOINT)

    def close(self) -> None:
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def running_sagemaker() -> Iterator[SageMaker]:
    sagemaker = SageMaker()
    yield sagemaker
    sagemaker.close()


def _handler(sagemaker: SageMaker) -> type[BaseHTTPRequestHandler]:
    class Api(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, self.headers["X-Amzn-SageMaker-Custom-Attributes"], body)
            sagemaker.asked.append(asked)
            assert sagemaker.gate.wait(30)
            answer = sagemaker.answering(asked)
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.body)))
            if answer.error:
                self.send_header("x-amzn-ErrorType", answer.error)
            with suppress(ConnectionError):  # of a client that waited no longer
                self.end_headers()
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nothing: what was asked is kept."""

    return Api
