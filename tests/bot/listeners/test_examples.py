"""Examples of the Home tab, tried."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.apologies import UNEXPECTED
from bot.examples import EXAMPLES
from bot.inference_client import AsleepError
from bot.modes.readers import LocalReaders
from bot.outlets.home import WAKING
from bot.passages.grammar import parse_mention
from bot.preferences import Choice, Setting
from inference.contract import AnswersRequest, CategoryRequest, NounsRequest
from tests.bot.listeners.at_home import DIRECT, YOU, AtHome, at_home
from tests.bot.stage import shown

READ = [name for name in EXAMPLES if name != "help"]


@pytest.fixture
def home() -> Iterator[AtHome]:
    with at_home() as opened:
        yield opened


def decoded(value: Any) -> Any:
    """Forms carry objects as JSON."""
    return json.loads(value) if isinstance(value, str) else value


def blocks(message: dict[str, Any]) -> str:
    return shown({"blocks": decoded(message.get("blocks") or [])})


@pytest.mark.parametrize("name", READ)
def test_an_example_is_sent_with_its_reading(home: AtHome, name: str) -> None:
    home.act(f"try_{name}", type="button")
    (message,) = home.said()
    written = f"You could write to me:\n{EXAMPLES[name].message}\n"
    assert blocks(message).startswith(written)
    assert len(blocks(message)) > len(written)
    assert len(home.inference.requests) == 1
    assert "thread_ts" not in message


def test_how_to_ask(home: AtHome) -> None:
    home.act("try_help", type="button")
    (message,) = home.said()
    assert "@Lectern nouns TEXT" in blocks(message)
    assert home.inference.requests == []


def test_preferences_are_kept_to(home: AtHome) -> None:
    home.preferences.put(YOU, Choice(Setting.WIKIPEDIA, "fr", 1))
    home.act("try_names", type="button")
    assert "https://fr.wikipedia.org/" in json.dumps(home.said())


def test_a_button_that_is_not_there(home: AtHome) -> None:
    home.act("try_everything", type="button")
    assert home.slack.said == []


def test_a_click_that_is_delivered_again_is_answered_once(home: AtHome) -> None:
    home.act("try_names", type="button")
    home.act("try_names", type="button", again=True)
    assert len(home.said()) == 1
    home.act("try_names", type="button")
    assert len(home.said()) == 2


def test_without_the_conversation_it_goes_to_the_person(home: AtHome) -> None:
    home.act("try_names", channel="", type="button")
    assert len(home.said(YOU.user)) == 1


def test_a_reader_that_fails_is_apologised_for(home: AtHome) -> None:
    home.inference.error = RuntimeError()
    home.act("try_names", type="button")
    (message,) = home.said()
    assert message["text"] == UNEXPECTED


def test_what_was_posted_is_not_posted_again(home: AtHome) -> None:
    """Slack takes the message and fails all the same; the next attempt finds it."""
    down = {"status": 503, "body": {"ok": False, "error": "service_unavailable"}}
    home.slack.case.faults = {"chat.postMessage": [down], "conversations.history": [down, down]}
    home.act("try_names", type="button")
    assert len(home.failures) == 1
    (posted,) = home.called("chat.postMessage")
    taken = {"user": "U0BOT", "ts": "1795000001.000100", "text": "", "metadata": decoded(posted["metadata"])}
    home.slack.case.history = home.slack.case.thread = [taken]
    home.act("try_names", type="button", again=True)
    assert len(home.called("chat.postMessage")) == 1
    assert {call["channel"] for call in home.called("conversations.history")} == {DIRECT}


def test_a_reader_that_wakes_up_is_told_of_once(home: AtHome) -> None:
    home.inference.error = AsleepError("Still asleep.")
    home.act("try_names", type="button")
    home.act("try_names", type="button", again=True)
    assert [each["text"] for each in home.called("chat.postEphemeral")] == [WAKING]
    home.inference.error = None
    home.act("try_names", type="button", again=True)
    assert len(home.said()) == 1


@pytest.fixture(scope="module")
def readers() -> Iterator[LocalReaders]:
    readers = LocalReaders(None, lambda _: None)
    readers.load()
    yield readers
    readers.stop()


def test_examples_show_what_the_readers_can_do(readers: LocalReaders) -> None:
    def text(name: str) -> str:
        return parse_mention("", EXAMPLES[name].message).text

    names = readers.client.read(NounsRequest(text("names")))
    assert {"Marie Curie", "Warsaw", "Paris", "Pierre Curie"} <= {each.text for each in names.entities}
    assert readers.client.read(CategoryRequest(text("category"))).category == "business"
    (question,) = parse_mention("", EXAMPLES["question"].message).questions
    assert readers.client.read(AnswersRequest(question, text("question"))).answer == "1891"
