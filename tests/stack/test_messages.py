"""Slack's requests in at one end, replies at a fake Slack out at the other, through the built packages."""

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from slack_sdk.signature import SignatureVerifier

from infra.slack_parameter import put_secrets
from tests.stack.deployment import Moto
from tests.stack.local_stack import CHANNEL, LocalStack
from workspace.pressing import Pressed

pytestmark = pytest.mark.stack

MakeModel = Callable[..., Path]


@pytest.fixture
def connected(stack: LocalStack, make_model: MakeModel) -> LocalStack:
    """The stack after everything that docs/deploying.md asks for."""
    stack.publish(make_model("1.0", Google="ORG"))
    assert stack.set_secrets().returncode == 0
    return stack


def _post(stack: LocalStack, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
    address = urlsplit(stack.api.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    connection.request("POST", address.path, body, {"Content-Type": "application/json", **headers})
    response = connection.getresponse()
    response.read()
    return response


def _signed(stack: LocalStack, body: bytes, secret: str | None = None) -> dict[str, str]:
    timestamp = str(int(time.time()))
    verifier = SignatureVerifier(secret or stack.slack.workspace.signing_secret)
    signature = verifier.generate_signature(timestamp=timestamp, body=body)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature or ""}


def _mention(stack: LocalStack, ts: str, text: str) -> bytes:
    workspace = stack.slack.workspace
    event: dict[str, Any] = {
        "type": "app_mention",
        "user": workspace.you.id,
        "text": f"<@{workspace.bot_user_id}> {text}",
        "ts": ts,
        "channel": workspace.channel(CHANNEL).id,
        "event_ts": ts,
    }
    authorization = {"team_id": workspace.team_id, "user_id": workspace.bot_user_id, "is_bot": True}
    envelope = {
        "type": "event_callback",
        "team_id": workspace.team_id,
        "event_id": "Ev0123456789",
        "event": event,
        "authorizations": [authorization],
    }
    return json.dumps(envelope).encode()


def _posted(stack: LocalStack) -> list[str]:
    return [call.arguments["text"] for call in stack.slack.workspace.calls if call.method == "chat.postMessage"]


def test_mention_is_answered_cold_and_warm(connected: LocalStack) -> None:
    assert connected.mention("nouns He works at Google.") == ["Organisations: Google"]
    assert connected.mention("nouns She left Google.") == ["Organisations: Google"]
    assert "auth.test" not in {call.method for call in connected.slack.workspace.calls}


def test_slash_command_is_answered(connected: LocalStack) -> None:
    workspace = connected.slack.workspace

    assert workspace.run_command(CHANNEL, "/nouns", "He works at Google.")

    answered = [call for call in workspace.wait_until(lambda: list(workspace.calls)) if call.method == "response_url"]
    assert [call.arguments["text"] for call in answered] == ["Organisations: Google"]


def test_delivery_that_comes_twice_is_answered_once(connected: LocalStack) -> None:
    ts = connected.slack.workspace.post_message(CHANNEL, "Good morning.")
    body = _mention(connected, ts, "nouns He works at Google.")

    statuses = [_post(connected, body, _signed(connected, body)).status for _ in range(3)]
    connected.settle()

    assert statuses == [200, 200, 200]
    assert _posted(connected) == ["Organisations: Google"]


def test_strangers_are_turned_away(connected: LocalStack) -> None:
    body = _mention(connected, "1.0", "nouns He works at Google.")

    assert _post(connected, body, _signed(connected, body, secret="0" * 32)).status == 401
    assert _post(connected, body, {}).status == 401
    assert _post(connected, b"\xff\xfe", {"Content-Type": "application/octet-stream"}).status in {400, 401}
    connected.settle()
    assert _posted(connected) == []
    assert connected.dead_letters() == 0


def test_slack_may_check_the_address(connected: LocalStack) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()
    response = _post(connected, body, _signed(connected, body))
    assert (response.status, response.getheader("content-type")) == (200, "text/plain")


def test_a_dialog_is_answered_by_the_worker_in_time(connected: LocalStack) -> None:
    connected.mention("nouns He works at Google.")  # It is awake then: here a start may take longer than Slack waits.
    payload = {"type": "view_submission", "team": {"id": connected.slack.workspace.team_id}, "view": {"type": "modal"}}
    body = urlencode({"payload": json.dumps(payload)}).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert _post(connected, body, {**_signed(connected, body), **form}).status == 200
    connected.settle()
    assert "no answer in time" not in connected.logs()


@pytest.mark.parametrize(("action_id", "ending"), [("lectern_export_csv", ".csv"), ("lectern_export_anki", ".apkg")])
def test_the_worker_has_all_that_makes_files(connected: LocalStack, action_id: str, ending: str) -> None:
    workspace = connected.slack.workspace
    connected.mention("nouns He works at Google.")
    reply = workspace.store.all(workspace.channel(CHANNEL).id)[-1]
    block = next(each for each in reply["blocks"] if action_id in str(each))
    workspace.press(reply["channel"], reply["ts"], Pressed(block["block_id"], action_id))
    connected.settle()
    shared = workspace.messages(CHANNEL, reply["thread_ts"])[-1]
    assert [file["name"].endswith(ending) for file in shared.get("files", [])] == [True]


def test_secrets_can_come_late(stack: LocalStack, make_model: MakeModel, moto: Moto) -> None:
    parameters = moto.session().client("ssm", endpoint_url=moto.url)
    for name in ("DoorFunction", "WorkerFunction"):
        function = stack.function(name)
        stack.lambda_.deploy(replace(function, variables={**function.variables, "SLACK_SECRET_NAME": "/late/slack"}))
    stack.publish(make_model("1.0", Google="ORG"))
    workspace = stack.slack.workspace
    body = _mention(stack, workspace.post_message(CHANNEL, "Good morning."), "nouns He works at Google.")

    assert _post(stack, body, _signed(stack, body)).status == 503
    put_secrets(parameters, "/late/slack", workspace.signing_secret, workspace.bot_token)
    assert _post(stack, body, _signed(stack, body)).status == 200
    stack.settle()
    assert _posted(stack) == ["Organisations: Google"]


def test_what_people_write_is_in_no_log(connected: LocalStack) -> None:
    connected.mention("nouns The marker Xylophonist works at Google.")
    connected.slack.workspace.fail_next("chat.postMessage", error="internal_error")
    connected.mention("nouns The marker Xylophonist left Google.")

    assert "AnswerTime" in connected.logs()
    assert "Xylophonist" not in connected.logs()
