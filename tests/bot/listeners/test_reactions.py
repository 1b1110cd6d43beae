"""An emoji that has a message read. The bot hears of it only where the workspace has chosen one."""

from collections.abc import Iterator

import pytest

from bot.manners import Manners
from tests.bot.stage import CHANNEL, Stage, open_stage, shown

TEXT = "Ada met Grace."


@pytest.fixture
def house() -> Iterator[Stage]:
    with open_stage(manners=Manners(reaction="book")) as stage:
        stage.workspace.manifest.settings.event_subscriptions.bot_events.append("reaction_added")
        yield stage


def react(stage: Stage, ts: str, name: str = "book", user: str | None = None) -> list[str]:
    """What the bot says in the thread after it has heard of a reaction."""
    log = stage.workspace.deliveries.log
    before = sum(delivery.what == "reaction_added" for delivery in log)
    stage.workspace.react(CHANNEL, ts, name, user=user)
    stage.workspace.wait_until(lambda: sum(delivery.what == "reaction_added" for delivery in log) > before)
    stage.finish()
    return [
        shown(each) for each in stage.workspace.messages(CHANNEL, ts) if each["user"] == stage.workspace.bot_user_id
    ]


@pytest.mark.parametrize("name", ["book", "book::skin-tone-3"])
def test_the_chosen_emoji_has_a_message_read_in_its_thread(house: Stage, name: str) -> None:
    (reply,) = react(house, house.workspace.post_message(CHANNEL, TEXT), name)
    assert reply.startswith(f"{TEXT}\nPeople: Ada, Grace\nCategory: business")


def test_a_message_within_a_thread(house: Stage) -> None:
    root = house.workspace.post_message(CHANNEL, "Hello")
    ts = house.workspace.post_message(CHANNEL, TEXT, thread_ts=root)
    react(house, ts)
    assert shown(house.workspace.messages(CHANNEL, root)[-1]).startswith(TEXT)


def test_several_people_have_it_read_once(house: Stage) -> None:
    ts = house.workspace.post_message(CHANNEL, TEXT)
    react(house, ts)
    assert len(react(house, ts)) == 1


def test_another_emoji_means_nothing(house: Stage) -> None:
    assert react(house, house.workspace.post_message(CHANNEL, TEXT), "tada") == []


def test_bots_that_react_are_not_answered(house: Stage) -> None:
    ts = house.workspace.post_message(CHANNEL, TEXT)
    assert react(house, ts, user=house.workspace.bot_user_id) == []
    assert react(house, house.workspace.post_message(CHANNEL, TEXT), user="USLACKBOT") == []


def test_what_the_bot_says_is_not_read(house: Stage) -> None:
    (reply,) = house.mention("@lectern nouns Ada")
    house.inference.requests.clear()
    react(house, reply["ts"])
    assert house.inference.requests == []


def test_without_a_chosen_emoji_nothing_happens(stage: Stage) -> None:
    stage.workspace.manifest.settings.event_subscriptions.bot_events.append("reaction_added")
    assert react(stage, stage.workspace.post_message(CHANNEL, TEXT)) == []
