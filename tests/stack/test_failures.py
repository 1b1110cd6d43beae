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
    """Three attempts at a reply, three at an apology, then the dead letters have the event: nothing is lost."""
    workspace = connected.slack.workspace
    workspace.fail_next("chat.postMessage", error="fatal_error", times=100)

    workspace.post_message("#reading", "@lectern nouns He works at Google.")
    workspace.wait_until(lambda: connected.dead_letters, timeout=60)

    (failure,) = connected.failures
    assert failure["function"].endswith(":live")
    assert failure["responsePayload"]["errorType"] == "UnansweredError"
    assert len(connected.dead_letters) == 1


def test_bot_that_does_not_reach_slack(connected: LocalStack) -> None:
    """What comes into the failure queue is apologised for by a function of its own."""
    bot = connected.function("BotFunction")
    connected.lambda_.deploy(replace(bot, variables={**bot.variables, "SLACK_API_URL": "http://127.0.0.1:9/"}))

    (answer,) = connected.mention("nouns He works at Google.")

    assert answer.startswith("Something went wrong on my side")
    assert len(connected.failures) == 1
    assert connected.dead_letters == []
