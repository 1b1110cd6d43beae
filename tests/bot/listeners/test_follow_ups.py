"""Questions and wishes without a mention, in threads in which the bot has spoken."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.app import create_app
from bot.manners import Manners
from bot.modes.slack_endpoint import slack_endpoint
from infra.slack_manifest import MANIFEST
from tests.bot.fakes import FakeInference
from tests.bot.stage import CHANNEL, Stage, shown
from workspace.server import WorkspaceServer


@pytest.fixture
def root(stage: Stage) -> str:
    """A thread in which the bot has answered."""
    ts = stage.workspace.post_message(CHANNEL, "@lectern nouns Ada brought 12 cakes.")
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(CHANNEL, ts)) == 2)
    return ts


def test_a_question_needs_no_mention(stage: Stage, root: str) -> None:
    (answer,) = stage.mention("How many?", thread_ts=root)
    assert shown(answer) == "How many?\n12\nI am fairly sure.\nAda brought 12 cakes."


def test_a_wish_needs_no_mention(stage: Stage, root: str) -> None:
    (answer,) = stage.mention("category please", thread_ts=root)
    assert "business" in shown(answer)


def test_with_a_mention_there_is_one_reply_though_two_events_arrive(stage: Stage, root: str) -> None:
    (answer,) = stage.mention("@lectern How many?", thread_ts=root)
    assert shown(answer).startswith("How many?\n12")
    stage.workspace.wait_until(lambda: len(stage.workspace.deliveries.log) >= 6)
    assert [each.what for each in stage.workspace.deliveries.log].count("app_mention") == 2
    assert len(stage.calls("chat.postMessage")) == 2


@pytest.mark.parametrize(
    "text",
    ["thanks!", "I will tell Grace.", "Can you send it to me, Bo?", "@you how many?", "Grace met Bo in Paris."],
)
def test_remarks_and_questions_to_people_are_left_alone(stage: Stage, root: str, text: str) -> None:
    stage.workspace.post_message(CHANNEL, text, thread_ts=root)
    _all_delivered(stage, 5)
    assert len(stage.calls("chat.postMessage")) == 1
    assert stage.calls("conversations.replies") == []


def test_threads_without_the_bot_are_left_alone(stage: Stage) -> None:
    ts = stage.workspace.post_message(CHANNEL, "Ada brought 12 cakes.")
    stage.workspace.post_message(CHANNEL, "How many?", thread_ts=ts)
    stage.workspace.wait_until(lambda: stage.calls("conversations.replies"))
    stage.finish()
    assert stage.calls("chat.postMessage") == []


def test_outside_threads_nothing_is_looked_up(stage: Stage) -> None:
    stage.workspace.post_message(CHANNEL, "How many?")
    _all_delivered(stage, 1)
    assert list(stage.workspace.calls) == []


@pytest.mark.parametrize("fault", [{"error": "missing_scope"}, {"status": 500}])
def test_where_the_thread_is_not_shown_nothing_is_said(stage: Stage, root: str, fault: dict[str, str]) -> None:
    stage.workspace.fail_next("conversations.replies", times=4, **fault)  # type: ignore[arg-type]
    stage.workspace.post_message(CHANNEL, "How many?", thread_ts=root)
    stage.workspace.wait_until(lambda: stage.calls("conversations.replies"))
    stage.finish()
    assert len(stage.calls("chat.postMessage")) == 1


def test_once_it_is_known_to_be_asked_the_bot_apologises_as_ever(stage: Stage, root: str) -> None:
    stage.inference.error = RuntimeError()
    (answer,) = stage.mention("How many?", thread_ts=root)
    assert answer["text"].startswith("Something went wrong")


@pytest.fixture
def reserved() -> Iterator[tuple[WorkspaceServer, ThreadPoolExecutor]]:
    """A workspace whose bot answers mentions alone."""
    server, executor = WorkspaceServer(MANIFEST, retry_delays=()), ThreadPoolExecutor(2)
    secret = server.workspace.signing_secret
    app = create_app(
        signing_secret=secret,
        bot_token=server.workspace.bot_token,
        api_url=server.api_url,
        inference=FakeInference(),
        manners=Manners(follow_ups=False),
        listener_executor=executor,
    )
    server.connect(slack_endpoint(app, secret))
    server.start()
    yield server, executor
    executor.shutdown(wait=True)
    server.stop()


def test_a_workspace_may_do_without(reserved: tuple[WorkspaceServer, ThreadPoolExecutor]) -> None:
    server, executor = reserved
    workspace = server.workspace
    root = workspace.post_message(CHANNEL, "@lectern nouns Ada brought 12 cakes.")
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, root)) == 2)
    workspace.post_message(CHANNEL, "How many?", thread_ts=root)
    workspace.wait_until(lambda: len(workspace.deliveries.log) == 4)
    executor.shutdown(wait=True)
    assert len(workspace.messages(CHANNEL, root)) == 3


def _all_delivered(stage: Stage, deliveries: int) -> None:
    stage.workspace.wait_until(lambda: len(stage.workspace.deliveries.log) >= deliveries - 1)
    stage.finish()
