"""What the person is told, and what the operator keeps, when a part of the stack fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.stack.local_stack import LocalStack

pytestmark = pytest.mark.stack

CRASH = "import os\ndef handler(event, context): os._exit(1)\n"
RAISE = "def handler(event, context): raise ValueError(event['text'])\n"
SLEEP = "import time\ndef handler(event, context): time.sleep(60)\n"
NONSENSE = "def handler(event, context): return {'entities': 'none'}\n"


@pytest.fixture
def connected(stack: LocalStack) -> LocalStack:
    assert stack.set_secrets().returncode == 0
    return stack


@pytest.fixture
def replace_reader(connected: LocalStack, tmp_path: Path) -> Callable[..., None]:
    """Put other code in the place of the nouns reader's."""

    def put(code: str, **changes: float) -> None:
        (tmp_path / "code").mkdir()
        (tmp_path / "code" / "reader.py").write_text(code, encoding="utf-8")
        function = connected.function("NounsFunction")
        connected.lambda_.deploy(
            replace(function, directory=tmp_path / "code", handler="reader.handler", **changes)  # type: ignore[arg-type]
        )

    return put


def test_no_model(connected: LocalStack) -> None:
    (answer,) = connected.mention("nouns He works at Google.")

    assert answer == "There is no nouns model here yet: publish one, or name another model directory."


@pytest.mark.parametrize("code", [CRASH, RAISE, NONSENSE])
def test_crash(connected: LocalStack, replace_reader: Callable[..., None], code: str) -> None:
    replace_reader(code)

    (answer,) = connected.mention("nouns He works at Google.")

    assert answer.startswith("My reader failed, and I have noted it.")
    assert connected.failures == []


def test_time_out(connected: LocalStack, replace_reader: Callable[..., None]) -> None:
    replace_reader(SLEEP, timeout=1.0)

    (answer,) = connected.mention("nouns He works at Google.")

    assert answer == "Reading that took too long. Please try again, or send a shorter text."


def test_throttling(connected: LocalStack, replace_reader: Callable[..., None]) -> None:
    replace_reader(SLEEP, concurrency=0)

    (answer,) = connected.mention("nouns He works at Google.")

    assert answer == "Too many people are asking me at once. Please try again in a minute."


def test_slack_that_takes_nothing(connected: LocalStack) -> None:
    """Three attempts, then the failure queue has the event: nothing is lost."""
    workspace = connected.slack.workspace
    workspace.fail_next("chat.postMessage", error="fatal_error", times=100)

    workspace.post_message("#reading", "@lectern nouns He works at Google.")
    workspace.wait_until(lambda: connected.failures, timeout=60)

    (failure,) = connected.failures
    assert failure["function"].endswith(":live")
    assert failure["responsePayload"]["errorType"] == "UnansweredError"
    attempts = [call for call in workspace.calls if call.method == "chat.postMessage"]
    assert len(attempts) == 3
