"""What people have chosen takes effect, whichever door they come through."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.preferences import Choice, InMemoryPreferences, Person, Preferences, Setting
from bot.readings import NO_QUESTION
from bot.replies.nouns import NO_SHOWN_NAMES
from tests.bot.stage import CHANNEL, Stage, bold, open_stage, shown


class BrokenPreferences(InMemoryPreferences):
    def get(self, person: Person) -> Preferences:
        raise TimeoutError(person)


@pytest.fixture
def chosen() -> InMemoryPreferences:
    return InMemoryPreferences()


@pytest.fixture
def stage(chosen: InMemoryPreferences) -> Iterator[Stage]:
    with open_stage(preferences=chosen) as opened:
        yield opened


def choose(stage: Stage, chosen: InMemoryPreferences, setting: Setting, value: str) -> None:
    chosen.put(Person(stage.workspace.team_id, stage.workspace.you.id), Choice(setting, value, 1))


def links(message: dict[str, Any]) -> list[str]:
    return re.findall(r'"url": "([^"]+)"', json.dumps(message["blocks"]))


@pytest.mark.parametrize("channel", [CHANNEL, "you"])
def test_names_link_to_the_chosen_wikipedia(stage: Stage, chosen: InMemoryPreferences, channel: str) -> None:
    choose(stage, chosen, Setting.WIKIPEDIA, "fr")
    place = stage.workspace.direct_channel.id if channel == "you" else channel
    (answer,) = stage.mention("@lectern nouns Ada", place)
    assert links(answer) == ["https://fr.wikipedia.org/wiki/Special:Search?search=Ada"]


def test_hidden_kinds_are_neither_listed_nor_in_bold(stage: Stage, chosen: InMemoryPreferences) -> None:
    choose(stage, chosen, Setting.HIDDEN_KINDS, "people")
    (answer,) = stage.command("/nouns", "Ada came.")
    assert shown(answer) == NO_SHOWN_NAMES
    assert bold(answer) == []


def test_everyone_sees_the_replies_of_who_wants_that(stage: Stage, chosen: InMemoryPreferences) -> None:
    choose(stage, chosen, Setting.AUDIENCE, "everyone")
    assert stage.command("/nouns", "Ada came.") == []
    (answer,) = stage.workspace.messages(CHANNEL)
    assert shown(answer) == "People: Ada\nAda came."


@pytest.mark.parametrize(("command", "text"), [("/nouns", "help"), ("/ask", "| There were 12.")])
def test_help_and_apologies_are_for_one_all_the_same(
    stage: Stage, chosen: InMemoryPreferences, command: str, text: str
) -> None:
    choose(stage, chosen, Setting.AUDIENCE, "everyone")
    (answer,) = stage.command(command, text)
    assert answer["is_ephemeral"]
    assert "/ask QUESTION? | TEXT" in shown(answer) or answer["text"] == NO_QUESTION


def test_who_switched_follow_ups_off_is_answered_where_they_mention_the_bot(
    stage: Stage, chosen: InMemoryPreferences
) -> None:
    workspace = stage.workspace
    choose(stage, chosen, Setting.FOLLOW_UPS, "off")
    root = workspace.post_message(CHANNEL, "@lectern nouns There were 12 at Ada's.")
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, root)) == 2)
    asked = len(stage.calls("conversations.replies"))
    workspace.post_message(CHANNEL, "How many were there?", thread_ts=root)
    workspace.post_message(CHANNEL, "@lectern How many?", thread_ts=root)
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, root)) == 5)
    stage.finish()
    assert stage.inference.questions == ["How many?"]
    assert len(stage.calls("conversations.replies")) == asked + 1


def test_follow_ups_of_others_are_answered(stage: Stage) -> None:
    workspace = stage.workspace
    root = workspace.post_message(CHANNEL, "@lectern nouns There were 12 at Ada's.")
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, root)) == 2)
    workspace.post_message(CHANNEL, "How many were there?", thread_ts=root)
    workspace.wait_until(lambda: len(workspace.messages(CHANNEL, root)) == 4)


def test_a_store_that_does_not_answer_costs_no_reply() -> None:
    with open_stage(preferences=BrokenPreferences()) as stage:
        (mentioned,) = stage.mention("@lectern nouns Ada came.")
        assert links(mentioned) == ["https://en.wikipedia.org/wiki/Special:Search?search=Ada"]
    with open_stage(preferences=BrokenPreferences()) as stage:
        (commanded,) = stage.command("/nouns", "Ada came.")
        assert commanded["is_ephemeral"]
