import pytest

from tests.workspace.house import Echo, post_json
from workspace.errors import SlackError
from workspace.response_urls import LIFETIME_SECONDS, ResponseUrls
from workspace.state import Workspace


@pytest.fixture
def response_url(workspace: Workspace, echo: Echo) -> str:
    """Of a command to which nothing has been answered yet."""
    echo.gate.clear()
    workspace.run_command("#reading", "/echo", "hello")
    return str(echo.heard[0].body["response_url"])


def test_answers_are_ephemeral_unless_they_say_otherwise(workspace: Workspace, response_url: str) -> None:
    assert post_json(response_url, {"text": "whisper"}).status == 200
    post_json(response_url, {"text": "aloud", "response_type": "in_channel"})
    assert [(each["text"], bool(each.get("is_ephemeral"))) for each in workspace.messages("#reading")] == [
        ("whisper", True),
        ("aloud", False),
    ]


def test_an_answer_is_replaced_and_deleted(workspace: Workspace, response_url: str) -> None:
    post_json(response_url, {"text": "one"})
    post_json(response_url, {"text": "two", "replace_original": True})
    assert [each["text"] for each in workspace.messages("#reading")] == ["two"]
    post_json(response_url, {"delete_original": True})
    assert workspace.messages("#reading") == []


def test_works_five_times(workspace: Workspace, response_url: str) -> None:
    answers = [post_json(response_url, {"text": str(number)}) for number in range(6)]
    assert [answer.status for answer in answers] == [200] * 5 + [404]
    assert answers[-1].json == {"ok": False, "error": "used_url"}
    assert len(workspace.messages("#reading")) == 5


def test_works_for_half_an_hour(workspace: Workspace) -> None:
    now = 0.0
    urls = ResponseUrls(workspace.feed, workspace.store, workspace.voice, clock=lambda: now)
    secret = urls.issue(workspace.channel("reading"), workspace.you.id).secret
    now = LIFETIME_SECONDS
    urls.use(secret, {"text": "just in time"})
    now += 1
    with pytest.raises(SlackError, match="expired_url"):
        urls.use(secret, {"text": "too late"})


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({}, "no_text"),
        ({"text": "x", "blocks": [{"type": "marquee"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "loud"}, "invalid_payload"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        (["text"], "invalid_payload"),
    ],
)
def test_refuses_what_slack_refuses(payload: object, error: str, workspace: Workspace, response_url: str) -> None:
    answer = post_json(response_url, payload)
    assert (answer.status, answer.json["error"]) == (400, error)
    assert workspace.messages("#reading") == []


def test_nobody_guesses_a_response_url(response_url: str) -> None:
    answer = post_json(response_url + "x", {"text": "hello"})
    assert (answer.status, answer.json["error"]) == (404, "expired_url")


def test_fails_on_demand(workspace: Workspace, response_url: str) -> None:
    workspace.fail_next("response_url", status=500)
    assert post_json(response_url, {"text": "one"}).status == 500
    assert post_json(response_url, {"text": "two"}).status == 200
    assert [call.arguments["text"] for call in workspace.calls if call.method == "response_url"] == ["one", "two"]
