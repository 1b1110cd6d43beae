"""Over HTTP: a stranger's script against a process of its own, and what the server itself lets in."""

import json
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from bot.modes.http import MAX_BODY_BYTES, create_flask_app
from tests.bot.fakes import SECRET, FakeInference, signed
from tests.bot.modes.running import Process, running
from tests.polling import until

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class BareSlack(ThreadingHTTPServer):
    """Implements `chat.postMessage` and response URLs; everything else is a page that says 404."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        super().__init__(("127.0.0.1", 0), _BareSlackHandler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _BareSlackHandler(BaseHTTPRequestHandler):
    server: BareSlack

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or "{}")
        self.server.taken.append((self.path, body))
        known = self.path in {"/api/chat.postMessage", "/respond"}
        content = b'{"ok": true, "ts": "9.9"}' if known else b"<html>Not Found</html>"
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", JSON if known else "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def slack() -> Iterator[BareSlack]:
    with BareSlack() as running_slack:
        threading.Thread(target=running_slack.serve_forever, daemon=True).start()
        yield running_slack
        running_slack.shutdown()


@pytest.fixture(scope="module")
def process(slack: BareSlack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    variables = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{slack.url}/api/",
        "LECTERN_MODELS": str(tmp_path_factory.mktemp("models")),
        "LECTERN_STATE": str(tmp_path_factory.mktemp("state")),
    }
    with running("http", "--port", "0", variables=variables) as started:
        yield started


@pytest.fixture(scope="module")
def events_url(process: Process) -> str:
    found = re.search(r"http://\S+/slack/events", process.line_with("Lectern listens at"))
    assert found
    return found[0]


def post(url: str, body: str, headers: Mapping[str, str]) -> int:
    request = urllib.request.Request(url, body.encode(), dict(headers), method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def mention(ts: str) -> str:
    event = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> nouns Ada met Grace", "channel": "C1", "ts": ts}
    return json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event})


@pytest.mark.parametrize(
    ("command", "text"), [("/nouns", "Ada"), ("/category", "Shares rose."), ("/ask", "Who?\nAda."), ("/ask", "help")]
)
def test_a_strangers_command_is_answered(events_url: str, slack: BareSlack, command: str, text: str) -> None:
    already = len(slack.taken)
    body = urlencode({"command": command, "text": text, "response_url": f"{slack.url}/respond", "user_id": "U1"})
    assert post(events_url, body, signed(body, FORM)) == 200
    until(lambda: len(slack.taken) > already)
    path, message = slack.taken[-1]
    assert path == "/respond"
    assert message["response_type"] == "ephemeral"
    assert message["text"]


def test_a_strangers_mention_is_answered_in_its_thread(events_url: str, slack: BareSlack) -> None:
    already = len(slack.taken)
    body = mention("1700000000.000100")
    assert post(events_url, body, signed(body, JSON)) == 200
    until(lambda: len(slack.taken) > already + 1)
    (sign, _), (path, message) = slack.taken[already:]
    assert (sign, path) == ("/api/assistant.threads.setStatus", "/api/chat.postMessage")
    assert (message["channel"], message["thread_ts"]) == ("C1", "1700000000.000100")
    assert message["text"]


@pytest.mark.parametrize("headers", [{"Content-Type": JSON}, signed(mention("2.0"), JSON, age=400)])
def test_unsigned_and_stale_requests_are_refused(events_url: str, headers: dict[str, str]) -> None:
    assert post(events_url, mention("2.0"), headers) == 401


def test_it_stops_when_interrupted_and_lets_no_other_in(tmp_path: Path) -> None:
    variables = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "LECTERN_MODELS": str(tmp_path / "none"),
        "LECTERN_STATE": str(tmp_path / "state"),
    }
    with running("http", "--port", "0", variables=variables) as process:
        process.line_with("Lectern listens at")
        with running("http", "--port", "0", variables=variables) as another:
            assert "Another bot is running with the state in" in another.line_with("python -m bot http:")
            assert another.popen.wait(30) == 2
        assert process.interrupt() == 0


@pytest.fixture
def inference() -> FakeInference:
    return FakeInference()


@pytest.fixture
def client(inference: FakeInference) -> FlaskClient:
    app = create_app(signing_secret=SECRET, bot_token="xoxb-1", api_url="http://127.0.0.1:9/api/", inference=inference)
    return create_flask_app(app, SECRET).test_client()


def test_health(client: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"ok": True}


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "{" * 100_000, "payload=[1", '{"event": 1}', "\ud800"])
def test_what_is_no_request_of_slacks_is_refused(client: FlaskClient, body: str) -> None:
    data = body.encode("utf-8", "surrogatepass")
    assert client.post("/slack/events", data=data, content_type=JSON).status_code in {400, 401}


def test_a_body_that_is_too_large(client: FlaskClient) -> None:
    assert MAX_BODY_BYTES == 4 * 1024 * 1024
    assert client.post("/slack/events", data=b"a" * (MAX_BODY_BYTES + 1)).status_code == 413


def test_bolts_own_headers_do_nothing_from_outside(client: FlaskClient, inference: FakeInference) -> None:
    """If they did, this message would be acknowledged and never read."""
    body = mention("3.0")
    lazy = {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "no_such_function"}
    response = client.post("/slack/events", data=body, headers={**signed(body, JSON), **lazy})
    assert response.status_code == 200
    until(lambda: inference.requests)
