"""Nobody is let in whom Slack did not send, and nobody's words do more than words can; through the whole bot."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from bot.modes.http import MAX_BODY_BYTES, create_flask_app
from tests.bot.fakes import SECRET, FakeInference, signed
from tests.bot.stage import CHANNEL, Stage, shown
from tests.polling import until
from tests.secrecy import MARKER

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
OURS, THEIRS = "T0OURS", "T0THEIRS"
SHOUTS = f"{MARKER} <!channel> <!here> <@U0SOMEONE> <#C0ROOM> <https://evil.example|slack.com> <script>x()</script>"


@pytest.fixture
def inference() -> FakeInference:
    return FakeInference()


@pytest.fixture
def client(inference: FakeInference) -> FlaskClient:
    app = create_app(
        signing_secret=SECRET,
        bot_token="xoxb-1",
        api_url="http://127.0.0.1:9/api/",
        inference=inference,
        team_ids=[OURS],
    )
    return create_flask_app(app, SECRET).test_client()


def mention(team: str = OURS, **fields: Any) -> str:
    event = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> nouns Ada", "channel": "C1", "ts": "1.1"}
    return json.dumps({"type": "event_callback", "team_id": team, "event_id": "Ev1", "event": event, **fields})


def command(team: str = OURS) -> str:
    return urlencode({"command": "/nouns", "text": "Ada", "team_id": team, "response_url": "http://127.0.0.1:9/r"})


def post(client: FlaskClient, body: str | bytes, headers: Mapping[str, str]) -> int:
    return client.post("/slack/events", data=body, headers=dict(headers)).status_code


def without(headers: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in headers.items() if key != name}


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": JSON},
        without(signed(mention(), JSON), "X-Slack-Signature"),
        without(signed(mention(), JSON), "X-Slack-Request-Timestamp"),
        signed(mention(), JSON, secret="another"),
        signed(mention(), JSON, age=301),
        signed(mention(), JSON, age=-3600),
        signed(mention() + " ", JSON),
        {**signed(mention(), JSON), "X-Slack-Signature": "v0="},
        {**signed(mention(), JSON), "X-Slack-Signature": "v0=" + "0" * 64},
        {**signed(mention(), JSON), "X-Slack-Request-Timestamp": "NaN"},
        {**signed(mention(), JSON), "X-Slack-Request-Timestamp": "1e400"},
    ],
)
def test_a_signature_that_is_not_slacks(client: FlaskClient, inference: FakeInference, headers: dict[str, str]) -> None:
    assert post(client, mention(), headers) == 401
    assert inference.requests == []


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_the_case_of_headers_does_not_matter(client: FlaskClient, inference: FakeInference, case: Any) -> None:
    headers = {case(name): value for name, value in signed(mention(), JSON).items()}
    assert post(client, mention(), headers) == 200
    until(lambda: inference.requests)


def test_a_request_that_is_replayed_is_answered_once(stage: Stage) -> None:
    """Within five minutes a copy is as good as the original: it is taken for one more delivery."""
    ts = stage.workspace.post_message(CHANNEL, "no mention")
    event = {"type": "app_mention", "user": "U1", "text": "nouns Ada", "ts": ts}
    event["channel"] = stage.workspace.channel(CHANNEL).id
    body = mention(stage.workspace.team_id, event=event)
    headers = signed(body, JSON, stage.workspace.signing_secret)
    client = create_flask_app(stage.app, stage.workspace.signing_secret).test_client()
    assert [post(client, body, headers) for _ in range(3)] == [200, 200, 200]
    stage.finish()
    assert len(stage.calls("chat.postMessage")) == 1


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (mention(THEIRS), JSON),
        (command(THEIRS), FORM),
        (json.dumps({"type": "event_callback", "event": {"type": "app_mention"}}), JSON),
        (urlencode({"payload": json.dumps({"type": "shortcut", "callback_id": "x", "team": {"id": THEIRS}})}), FORM),
        (urlencode({"command": "/nouns", "text": "Ada"}), FORM),
    ],
)
def test_a_workspace_that_is_not_served(
    client: FlaskClient, inference: FakeInference, body: str, content_type: str
) -> None:
    response = client.post("/slack/events", data=body, headers=signed(body, content_type))
    assert (response.status_code, response.headers["X-Slack-No-Retry"]) == (403, "1")
    assert inference.requests == []


def test_slack_may_check_the_address_of_any_app(client: FlaskClient) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"})
    assert client.post("/slack/events", data=body, headers=signed(body, JSON)).get_json() == {"challenge": "c"}


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[" * 200_000, b'{"event":' * 100_000, b"payload=" + b"[" * 100_000])
@pytest.mark.parametrize("content_type", [JSON, FORM])
def test_a_body_that_is_no_text_or_no_sane_json(client: FlaskClient, body: bytes, content_type: str) -> None:
    assert post(client, body, {"Content-Type": content_type}) in {400, 401}
    assert post(client, body, signed(body.decode("latin-1"), content_type)) in {400, 401, 403}


def test_a_body_that_is_too_large_is_not_even_checked(client: FlaskClient) -> None:
    body = "a" * (MAX_BODY_BYTES + 1)
    assert post(client, body, signed(body, JSON)) == 413


def test_of_a_form_field_that_comes_twice_one_counts(client: FlaskClient, inference: FakeInference) -> None:
    body = f"{command()}&command=%2Fcategory&text=Grace&team_id={OURS}"
    assert post(client, body, signed(body, FORM)) == 200
    until(lambda: inference.requests)
    (request,) = inference.requests
    assert inference.texts in (["Grace"], ["Ada"])
    assert request.task in {"nouns", "category"}


@pytest.mark.parametrize("spelling", ["X-Slack-Bolt-Lazy-Only", "x-slack-bolt-lazy-only", "X-SLACK-BOLT-LAZY-ONLY"])
def test_bolts_own_headers_do_nothing_from_outside(stage: Stage, spelling: str) -> None:
    """With them, this mention would be read before it is acknowledged, or not at all."""
    stage.inference.gate.clear()
    client = create_flask_app(stage.app, stage.workspace.signing_secret).test_client()
    body = mention(stage.workspace.team_id)
    lazy = {spelling: "1", "X-Slack-Bolt-Lazy-Function-Name": "no_such_function"}
    headers = {**signed(body, JSON, stage.workspace.signing_secret), **lazy}
    assert post(client, body, headers) == 200
    until(lambda: stage.inference.requests)
    stage.inference.gate.set()


@pytest.mark.parametrize("request_words", ["nouns {}", "category {}", "Who is it? | {}", "{}", "ask {}"])
def test_nothing_that_a_person_writes_calls_anybody(stage: Stage, request_words: str) -> None:
    text = request_words.format(SHOUTS + " 12 Ada")
    (answer,) = stage.mention(f"@lectern {text}")
    assert not {"<", ">"} & set(answer["text"])
    assert_inert(answer.get("blocks", []))


@pytest.mark.parametrize("name", ["/nouns", "/category", "/ask"])
def test_nothing_in_a_command_calls_anybody(stage: Stage, name: str) -> None:
    answers = stage.command(name, f"Who is it? | {SHOUTS} 12 Ada")
    assert answers
    for answer in answers:
        assert not {"<", ">"} & set(answer["text"])
        assert_inert(answer.get("blocks", []))


def test_what_looks_like_markup_is_shown_as_it_was_written(stage: Stage) -> None:
    (answer,) = stage.command("/nouns", "<!channel> Ada")
    assert shown(answer).endswith("\n<!channel> Ada")


def assert_inert(blocks: list[dict[str, Any]]) -> None:
    """Text is text, and buttons hold none of it."""
    for block in blocks:
        if block["type"] in {"actions", "context_actions"}:
            assert not any(word in json.dumps(block) for word in [*SHOUTS.split(), "mrkdwn"])
            continue
        assert block["type"] == "rich_text"
        for element in block["elements"]:
            for part in element["elements"]:
                assert part["type"] in {"text", "link"}
                assert part["type"] == "text" or part["url"].startswith("https://en.wikipedia.org/wiki/Special:Search?")
