"""What the person is told, and what the operator keeps, when a part of the stack fails."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.polling import until
from tests.stack.local_stack import CHANNEL, LocalStack

pytestmark = pytest.mark.stack

CRASH = "import os\ndef handler(event, context): os._exit(1)\n"
RAISE = "def handler(event, context): raise ValueError(event['text'])\n"
SLEEP = "import time\ndef handler(event, context): time.sleep(60)\n"
READING, WAKING = "is reading…", "is still waking up, which can take some minutes"
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
    assert connected.dead_letters() == 0


def test_time_out(connected: LocalStack, replace_reader: Callable[..., None]) -> None:
    replace_reader(SLEEP, timeout=1.0)

    (answer,) = connected.mention("nouns He works at Google.")

    assert answer == "Reading that took too long. Please try again, or send a shorter text."


def test_a_reader_that_is_busy_for_a_while_is_waited_for(
    connected: LocalStack, make_model: Callable[..., Path], replace_reader: Callable[..., None]
) -> None:
    connected.publish(make_model("1.0", Google="ORG"))
    whole = connected.function("NounsFunction")
    replace_reader(SLEEP, concurrency=0)
    workspace = connected.slack.workspace
    ts = workspace.post_message(CHANNEL, "@lectern nouns He works at Google.")
    workspace.wait_until(lambda: WAKING in _signs(connected), timeout=60)
    connected.lambda_.deploy(whole)
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, ts)) > 1, timeout=60)
    connected.settle()

    assert [message["text"] for message in workspace.messages(CHANNEL, ts)[1:]] == ["Organisations: Google"]
    assert set(_signs(connected)) == {READING, WAKING}


def test_after_an_idle_week(connected: LocalStack, make_model: Callable[..., Path]) -> None:
    """Lambda makes the reader's network anew, then mounts its file system, and the message waits."""
    connected.publish(make_model("1.0", Google="ORG"))
    codes = ["ResourceNotReadyException", "ENINotReadyException", "EFSMountConnectivityException"]
    connected.lambda_.refuse(connected.function("NounsFunction").name, *codes)

    assert connected.mention("nouns He works at Google.") == ["Organisations: Google"]
    assert _signs(connected).count(WAKING) == len(codes)


def _signs(stack: LocalStack) -> list[str]:
    calls = stack.slack.workspace.calls
    return [call.arguments["status"] for call in calls if call.method == "assistant.threads.setStatus"]


def test_slack_that_takes_nothing(connected: LocalStack) -> None:
    """Three attempts at a reply, three at an apology, then the dead letters have the request: nothing is lost."""
    workspace = connected.slack.workspace
    workspace.fail_next("chat.postMessage", error="fatal_error", times=100)

    workspace.post_message(CHANNEL, "@lectern nouns He works at Google.")
    workspace.wait_until(connected.dead_letters, timeout=120)
    connected.settle()

    assert connected.dead_letters() == 1


def test_worker_that_does_not_reach_slack(connected: LocalStack) -> None:
    """From the queue to its dead letters, and from there to the function that apologises."""
    worker = connected.function("WorkerFunction")
    connected.lambda_.deploy(replace(worker, variables={**worker.variables, "SLACK_API_URL": "http://127.0.0.1:9/"}))

    (answer,) = connected.mention("nouns He works at Google.")

    assert answer.startswith("Something went wrong on my side")
    assert connected.dead_letters() == 0


def test_worker_that_is_killed(
    connected: LocalStack, make_model: Callable[..., Path], replace_reader: Callable[..., None]
) -> None:
    """The queue hands its message out again, to another environment, once its invocation would have ended."""
    connected.publish(make_model("1.0", Google="ORG"))
    reader, worker = connected.function("NounsFunction"), connected.function("WorkerFunction")
    replace_reader(SLEEP)
    connected.lambda_.deploy(replace(worker, timeout=3.0))
    workspace = connected.slack.workspace
    ts = workspace.post_message(CHANNEL, "@lectern nouns He works at Google.")
    until(lambda: connected.lambda_.busy(reader.name), seconds=60)
    connected.lambda_.deploy(reader)
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, ts)) > 1, timeout=60)
    connected.settle()

    assert [message["text"] for message in workspace.messages(CHANNEL, ts)[1:]] == ["Organisations: Google"]
    assert len([call for call in workspace.calls if call.method == "chat.postMessage"]) == 1
