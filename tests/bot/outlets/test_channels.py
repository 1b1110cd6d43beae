"""What is posted from a modal: one message in the channel, the rest in its thread, each exactly once."""

import pytest

from bot.outlets.channels import ChannelOutlet
from bot.replies.message import Message
from tests.bot.stage import CHANNEL, Stage

PAGES = [Message("one"), Message("two"), Message("three")]


def outlet(stage: Stage, since: str) -> ChannelOutlet:
    return ChannelOutlet(stage.app.client, stage.workspace.channel(CHANNEL).id, stage.workspace.you.id, since, "d")


@pytest.fixture
def since(stage: Stage) -> str:
    return stage.workspace.post_message(CHANNEL, "before")


def said(stage: Stage) -> list[str]:
    """The bot's message in the channel, and what hangs under it."""
    (_, root) = stage.workspace.messages(CHANNEL)
    return [each["text"] for each in stage.workspace.messages(CHANNEL, root["ts"])]


def test_the_first_page_is_in_the_channel_and_the_others_in_its_thread(stage: Stage, since: str) -> None:
    outlet(stage, since).reply(PAGES)
    assert said(stage) == ["one", "two", "three"]


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_post_whose_acknowledgement_is_lost_is_not_posted_again(stage: Stage, since: str, lost: int) -> None:
    stage.workspace.fail_next("chat.postMessage", status=500, is_done=True, after=lost)
    outlet(stage, since).reply(PAGES)
    assert said(stage) == ["one", "two", "three"]


def test_a_later_attempt_goes_on_in_the_same_thread(stage: Stage, since: str) -> None:
    outlet(stage, since).reply(PAGES)
    (_, root) = stage.workspace.messages(CHANNEL)
    stage.workspace.store.remove(root["channel"], stage.workspace.messages(CHANNEL, root["ts"])[-1]["ts"])
    again = outlet(stage, since)
    assert not again.recall()
    again.reply(PAGES)
    assert said(stage) == ["one", "two", "three"]
    assert outlet(stage, since).recall()
