import json

import pytest

from bot.signatures import is_signed
from tests.bot.fakes import SECRET, signed

BODY = json.dumps({"type": "event_callback"})


def headers(**changes: str) -> dict[str, str]:
    return {**signed(BODY, "application/json"), **changes}


def test_what_slack_signed() -> None:
    assert is_signed(SECRET, BODY.encode(), headers())
    assert is_signed(SECRET, BODY.encode(), {name.upper(): value for name, value in headers().items()})


@pytest.mark.parametrize(
    "changes",
    [
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "1" * 400},
    ],
)
def test_what_it_did_not(changes: dict[str, str]) -> None:
    assert not is_signed(SECRET, BODY.encode(), headers(**changes))


def test_other_bytes_another_secret_and_no_headers_at_all() -> None:
    assert not is_signed(SECRET, BODY.encode() + b" ", headers())
    assert not is_signed(SECRET, b"\xff\xfe", headers())
    assert not is_signed("another", BODY.encode(), headers())
    assert not is_signed(SECRET, BODY.encode(), {})
