"""The door's calls, against servers that behave as AWS's do and as they should not."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.on_lambda import aws_api
from bot.on_lambda.aws_api import AwsApi, AwsError


class FakeAws(ThreadingHTTPServer):
    """Answers with what is in `answers`: a status, a body, whether a function failed; None hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: list[tuple[int, bytes, bool] | None] = []
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.connections: set[tuple[str, int]] = set()
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeAws

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((self.path, headers, body))
        self.server.connections.add(self.client_address)
        answer = self.server.answers.pop(0)
        if answer is None:
            self.close_connection = True
            return
        status, content, has_failed = answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if has_failed:
            self.send_header("X-Amz-Function-Error", "Unhandled")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def aws() -> Iterator[FakeAws]:
    with FakeAws() as server:
        yield server
        server.shutdown()


@pytest.fixture
def api(aws: FakeAws) -> AwsApi:
    credentials = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token"}
    endpoints = {f"AWS_ENDPOINT_URL_{service}": aws.url for service in ("SSM", "LAMBDA")}
    return AwsApi({**credentials, **endpoints, "AWS_REGION": "eu-central-1"})


def test_a_message_goes_to_the_queues_own_address(aws: FakeAws, api: AwsApi) -> None:
    aws.answers = [(200, b"{}", False)]
    api.send_message(f"{aws.url}/123/messages", "body")
    ((path, headers, request),) = aws.requests
    assert (path, request) == ("/", {"QueueUrl": f"{aws.url}/123/messages", "MessageBody": "body"})
    assert headers["x-amz-target"] == "AmazonSQS.SendMessage"
    assert headers["content-type"] == "application/x-amz-json-1.0"
    assert headers["x-amz-security-token"] == "token"
    assert "/eu-central-1/sqs/aws4_request" in headers["authorization"]


def test_a_parameter(aws: FakeAws, api: AwsApi) -> None:
    aws.answers = [(200, b'{"Parameter": {"Value": "{}"}}', False)]
    assert api.parameter("/lectern/slack") == "{}"
    ((_, headers, request),) = aws.requests
    assert request == {"Name": "/lectern/slack", "WithDecryption": True}
    assert headers["x-amz-target"] == "AmazonSSM.GetParameter"


def test_a_function(aws: FakeAws, api: AwsApi) -> None:
    aws.answers = [(200, b'{"statusCode": 200}', False)]
    assert api.invoke("lectern-Worker:live", {"acknowledge": "x"}) == {"statusCode": 200}
    ((path, _, request),) = aws.requests
    assert (path, request) == ("/2015-03-31/functions/lectern-Worker%3Alive/invocations", {"acknowledge": "x"})


def test_connections_are_kept(aws: FakeAws, api: AwsApi) -> None:
    aws.answers = [(200, b"{}", False)] * 3
    for _ in range(3):
        api.send_message(f"{aws.url}/123/messages", "body")
    assert len(aws.connections) == 1


def test_one_that_went_stale_is_made_anew(aws: FakeAws, api: AwsApi) -> None:
    aws.answers = [(200, b"{}", False), None, (200, b"{}", False)]
    for _ in range(2):
        api.send_message(f"{aws.url}/123/messages", "body")
    assert len(aws.requests) == 3


CALLS: list[Callable[[AwsApi, str], object]] = [
    lambda api, url: api.send_message(f"{url}/1/q", "body"),
    lambda api, _: api.parameter("/lectern/slack"),
    lambda api, _: api.invoke("function", {}),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("answers", "status"), [([(400, b"{}", False)], 400), ([(503, b"", False)], 503), ([None] * 2, 0)]
)
def test_refusals_say_who_refused(
    aws: FakeAws, api: AwsApi, call: Callable[[AwsApi, str], object], answers: list[Any], status: int
) -> None:
    aws.answers = list(answers)
    with pytest.raises(AwsError) as caught:
        call(api, aws.url)
    assert caught.value.status == status


def test_a_function_that_fails(aws: FakeAws, api: AwsApi) -> None:
    aws.answers = [(200, b'{"errorMessage": "Ada"}', True)]
    with pytest.raises(AwsError) as caught:
        api.invoke("function", {})
    assert "Ada" not in str(caught.value)


def test_who_does_not_answer_is_given_up_within_slacks_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aws_api, "TIMEOUT_SECONDS", 0.05)
    with FakeAws() as silent:
        silent.shutdown()  # it takes connections, and says nothing
        variables = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "x"}
        with pytest.raises(AwsError, match="sqs"):
            AwsApi(variables).send_message(f"{silent.url}/1/q", "body")
    assert aws_api._ATTEMPTS * 1.2 < 3
