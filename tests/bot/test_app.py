"""What the app lets in, what it acknowledges and what it ignores, by signed requests to Bolt itself."""

import json
from concurrent.futures import Future
from typing import Any

import pytest
from slack_bolt import App, BoltRequest

from bot.app import create_app
from tests.bot.fakes import SECRET, FakeInference, command_request, event_request, signed

NOWHERE = "http://127.0.0.1:9/api/"
"""Nothing listens there: a call on the way to an acknowledgement would fail."""

COMMAND = {"command": "/nouns", "text": "Ada", "response_url": "http://127.0.0.1:9/r", "trigger_id": "1.2.3"}


class Recorder:
    """Takes the lazy halves and does not run them."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    def submit(self, function: Any, *_: Any, **__: Any) -> Future[None]:
        self.taken.append(function)
        return Future()


@pytest.fixture
def lazy() -> Recorder:
    return Recorder()


@pytest.fixture
def app(lazy: Recorder) -> App:
    return create_app(
        signing_secret=SECRET,
        bot_token="xoxb-1",
        api_url=NOWHERE,
        inference=FakeInference(),
        listener_executor=lazy,  # type: ignore[arg-type]
    )


def envelope(**event: Any) -> dict[str, Any]:
    message = {"type": "app_mention", "user": "U1", "text": "<@UBOT> nouns Ada", "channel": "C1", "ts": "1.1", **event}
    authorizations = [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}]
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": message,
        "authorizations": authorizations,
    }


@pytest.mark.parametrize("command", ["/nouns", "/category", "/ask"])
def test_commands_are_acknowledged_at_once_and_in_silence(app: App, lazy: Recorder, command: str) -> None:
    response = app.dispatch(command_request({**COMMAND, "command": command}))
    assert (response.status, response.body) == (200, "")
    assert len(lazy.taken) == 1


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"thread_ts": "1.0"},
        {"files": [{"mode": "snippet"}], "subtype": "file_share"},
        {"type": "message", "channel_type": "im"},
        {"type": "message", "channel_type": "im", "subtype": "file_share"},
    ],
)
def test_messages_to_the_bot_are_taken_up(app: App, lazy: Recorder, event: dict[str, Any]) -> None:
    assert app.dispatch(event_request(envelope(**event))).status == 200
    assert len(lazy.taken) == 1


@pytest.mark.parametrize(
    "event",
    [
        {"user": "UBOT"},
        {"bot_id": "B1"},
        {"edited": {"user": "U1", "ts": "2.0"}},
        {"type": "message"},
        {"type": "message", "channel_type": "channel"},
        {"type": "message", "channel_type": "im", "user": "UBOT"},
        {"type": "message", "channel_type": "im", "subtype": "message_changed"},
        {"type": "message", "channel_type": "im", "subtype": "message_deleted"},
        {"type": "message", "channel_type": "im", "subtype": "bot_message"},
        {"type": "reaction_added"},
        {"type": "app_context_changed", "context": {"entities": []}},
    ],
)
def test_everything_else_is_acknowledged_and_dropped(app: App, lazy: Recorder, event: dict[str, Any]) -> None:
    assert app.dispatch(event_request(envelope(**event))).status == 200
    assert lazy.taken == []


@pytest.mark.parametrize(
    "body",
    [
        {"type": "block_actions", "actions": [{"type": "button", "action_id": "x"}]},
        {"type": "shortcut", "callback_id": "x"},
    ],
)
def test_interactions_are_acknowledged_too(app: App, body: dict[str, Any]) -> None:
    assert app.dispatch(event_request(body)).status == 200


def test_the_url_verification_challenge_is_answered(app: App) -> None:
    response = app.dispatch(event_request({"type": "url_verification", "challenge": "c"}))
    assert json.loads(response.body) == {"challenge": "c"}


@pytest.mark.parametrize(
    "flaw",
    [
        {"secret": "another"},
        {"age": 301},
        {"age": -301},
        {"body": "{}"},
    ],
    ids=["another secret", "stale", "from the future", "another body"],
)
def test_a_request_without_a_valid_signature_is_refused(app: App, lazy: Recorder, flaw: dict[str, Any]) -> None:
    body = json.dumps(envelope())
    headers = signed(**{"body": body, "content_type": "application/json", **flaw})
    assert app.dispatch(BoltRequest(body=body, headers={**headers})).status == 401
    assert lazy.taken == []


@pytest.mark.parametrize("change", [{}, {"X-Slack-Request-Timestamp": "soon"}, {"X-Slack-Signature": "v0=é"}])
def test_a_request_without_a_proper_signature_is_refused(app: App, lazy: Recorder, change: dict[str, str]) -> None:
    body = json.dumps(envelope())
    headers = {**signed(body, "application/json"), **change} if change else {}
    assert app.dispatch(BoltRequest(body=body, headers={**headers})).status == 401
    assert lazy.taken == []


def test_a_request_that_took_its_time_is_let_in(app: App) -> None:
    body = json.dumps(envelope())
    assert app.dispatch(BoltRequest(body=body, headers={**signed(body, "application/json", age=290)})).status == 200


def test_ssl_checks_are_no_way_around_the_signature(app: App) -> None:
    assert app.dispatch(BoltRequest(body="ssl_check=1")).status == 401


def test_slack_variables_of_the_environment_change_nothing(lazy: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "from-the-environment")
    app = create_app(
        signing_secret=SECRET,
        bot_token="xoxb-1",
        api_url=NOWHERE,
        inference=FakeInference(),
        listener_executor=lazy,  # type: ignore[arg-type]
    )
    assert app.dispatch(event_request(envelope())).status == 200
    assert len(lazy.taken) == 1
    assert app.dispatch(event_request(envelope(), secret="from-the-environment")).status == 401
