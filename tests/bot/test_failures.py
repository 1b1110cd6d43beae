import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.failures import ResponseUrlError, describe, slack_error_code
from inference.contract import ErrorCode, InferenceError


def slack_error(data: object, status: int = 200) -> SlackApiError:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data=data,  # type: ignore[arg-type]
        headers={},
        status_code=status,
    )
    return SlackApiError("secret words", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        ({"ok": False, "error": "not_in_channel"}, 200, "not_in_channel"),
        ({"ok": False, "error": "whatever"}, 429, "ratelimited"),
        ({"ok": False, "error": "Received <html>secret words"}, 502, "http_502"),
        ({"ok": False, "error": {"deep": 1}}, 200, "http_200"),
        (None, 500, "http_500"),
    ],
)
def test_slacks_code(data: object, status: int, code: str) -> None:
    assert slack_error_code(slack_error(data, status)) == code


def failure() -> Exception:
    try:
        try:
            raise slack_error({"ok": False, "error": "fatal_error"})
        except SlackApiError as cause:
            raise InferenceError(ErrorCode.INTERNAL, "secret words") from cause
    except InferenceError as error:
        return error


def test_a_failure_is_described_by_type_code_and_place() -> None:
    line = describe(failure())
    assert line.startswith("InferenceError(internal) at tests.bot.test_failures.failure:")
    assert " because of SlackApiError(fatal_error) at tests.bot.test_failures.failure:" in line
    assert "secret" not in line
    assert "\n" not in line


def test_a_failure_that_was_never_raised() -> None:
    assert describe(ResponseUrlError(404)) == "ResponseUrlError(404) at unknown"
