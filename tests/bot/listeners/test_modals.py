"""Modals: commands without a text, and the shortcut for a text from anywhere."""

from typing import Any

import pytest

from bot import dialogs
from bot.listeners.opening import NOT_OPENED, TOO_LATE
from bot.replies import views
from tests.bot.stage import CHANNEL, Stage, buttons, shown

ASK = {"text": "There were 12.", "question": "How many came?"}


def fields(stage: Stage) -> dict[str, str | None]:
    inputs = [block for block in stage.view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"].get("initial_value") for block in inputs}


def open_with(stage: Stage, command: str, text: str = "", channel: str = CHANNEL) -> None:
    assert stage.workspace.run_command(channel, command, text)
    stage.finish()


@pytest.mark.parametrize(
    ("command", "title", "expected"),
    [
        ("/nouns", "Highlight names", {"text": None}),
        ("/category", "News category", {"text": None}),
        ("/ask", "Ask about a text", {"text": None, "question": None}),
    ],
)
@pytest.mark.parametrize("text", ["", "  "])
def test_a_command_without_a_text_asks_for_it(
    stage: Stage, command: str, title: str, expected: dict[str, None], text: str
) -> None:
    open_with(stage, command, text)
    assert (stage.view["title"]["text"], fields(stage)) == (title, expected)
    assert stage.workspace.messages(CHANNEL) == []


def test_a_question_without_a_text_is_kept(stage: Stage) -> None:
    open_with(stage, "/ask", "How many came?")
    assert fields(stage) == {"text": None, "question": "How many came?"}


@pytest.mark.parametrize(
    ("error", "words"),
    [("expired_trigger_id", TOO_LATE), ("invalid_arguments", NOT_OPENED), ("exchanged_trigger_id", "")],
)
def test_a_window_that_does_not_open_is_spoken_of(stage: Stage, error: str, words: str) -> None:
    stage.workspace.fail_next("views.open", error=error)
    open_with(stage, "/nouns")
    assert "".join(each["text"] for each in stage.workspace.messages(CHANNEL)) == words


def test_a_shortcut_whose_window_does_not_open_is_spoken_of_directly(stage: Stage) -> None:
    stage.workspace.fail_next("views.open", error="expired_trigger_id")
    stage.workspace.use_shortcut("read_a_text")
    stage.finish()
    (message,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert message["text"] == TOO_LATE


def test_what_is_submitted_is_read_while_the_modal_says_so(stage: Stage) -> None:
    open_with(stage, "/ask")
    stage.inference.gate.clear()
    assert stage.submit(**ASK) == {}
    assert (shown(stage.view), stage.view["submit"]) == (views.READING, None)
    stage.inference.gate.set()
    stage.finish()
    assert shown(stage.view).startswith("How many came?\n12\nI am fairly sure.\nThere were 12.")
    assert fields(stage) == ASK
    assert stage.calls("chat.postMessage") == []


@pytest.mark.parametrize(
    ("typed", "refusals"),
    [
        ({"text": " ", "question": "Why?"}, {"text": dialogs.NO_TEXT}),
        ({"text": "https://example.org", "question": "Why?"}, {"text": dialogs.ONLY_LINKS}),
        ({"text": "Ada.", "question": " "}, {"question": dialogs.NO_QUESTION}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    stage: Stage, typed: dict[str, str], refusals: dict[str, str]
) -> None:
    open_with(stage, "/ask")
    assert stage.submit(**typed) == refusals
    stage.finish()
    assert stage.inference.requests == []
    stage.inference.gate.clear()
    assert stage.submit(**ASK) == {}
    stage.inference.gate.set()
    stage.finish()
    assert "12" in shown(stage.view)


def read_in_modal(stage: Stage, command: str = "/nouns", **typed: str) -> None:
    open_with(stage, command)
    stage.inference.gate.clear()
    assert stage.submit(**typed) == {}
    stage.inference.gate.set()
    stage.finish()


def test_what_was_found_is_posted_where_the_modal_was_opened(stage: Stage) -> None:
    read_in_modal(stage, text="Ada met Grace.")
    stage.press_in_view("Post it", text="Ada met Grace.")
    (message,) = stage.workspace.messages(CHANNEL)
    assert shown(message) == "Ada met Grace.\nPeople: Ada, Grace"
    assert not message.get("is_ephemeral")
    assert buttons(message)["Delete"][1] == stage.workspace.you.id
    assert views.POSTED in shown(stage.view)
    assert "Post it" not in buttons(stage.view)


def test_a_long_reading_is_posted_as_one_message_and_its_thread(stage: Stage) -> None:
    names = " ".join(f"Na{number}" for number in range(500))
    read_in_modal(stage, text=names)
    stage.press_in_view("Post it", text=names)
    (message,) = stage.workspace.messages(CHANNEL)
    assert message["reply_count"] >= 1


def test_pressing_twice_posts_once(stage: Stage) -> None:
    read_in_modal(stage, text="Ada.")
    view, pressed = stage.view, buttons(stage.view)["Post it"][0]
    for _ in range(2):
        stage.workspace.interactions.press_in_view(stage.workspace.you, view, pressed, {})
    stage.finish()
    assert len(stage.workspace.messages(CHANNEL)) == 1


def test_a_post_whose_acknowledgement_is_lost_is_not_posted_again(patient: Stage) -> None:
    read_in_modal(patient, text="Ada.")
    patient.workspace.fail_next("chat.postMessage", status=500, is_done=True)
    patient.press_in_view("Post it", text="Ada.")
    assert len(patient.workspace.messages(CHANNEL)) == 1


def test_where_the_bot_may_not_post_the_modal_says_so(stage: Stage) -> None:
    open_with(stage, "/nouns", channel="#lounge")
    stage.inference.gate.clear()
    stage.submit(text="Ada.")
    stage.inference.gate.set()
    stage.finish()
    stage.press_in_view("Post it", text="Ada.")
    assert shown(stage.view).startswith("I cannot write in that channel")
    assert stage.workspace.messages("#lounge") == []


def test_what_is_found_after_the_modal_is_closed_comes_directly(stage: Stage) -> None:
    open_with(stage, "/nouns")
    stage.inference.gate.clear()
    stage.submit(text="Ada.")
    stage.workspace.close_view(stage.view["id"])
    stage.inference.gate.set()
    stage.finish()
    (message,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert shown(message) == "Ada.\nPeople: Ada"


def test_a_reader_that_fails_is_spoken_of_in_the_modal(stage: Stage) -> None:
    stage.inference.error = RuntimeError("secret words")
    read_in_modal(stage, text="Ada.")
    assert shown(stage.view).startswith("Something went wrong on my side")
    assert fields(stage) == {"text": "Ada."}


def test_on_one_machine_what_was_found_does_not_come_before_the_sign(patient: Stage) -> None:
    open_with(patient, "/nouns")
    patient.submit(text="Ada.")
    patient.finish()
    assert shown(patient.view).startswith("Ada.\nPeople: Ada")


@pytest.mark.parametrize(
    ("typed", "found"), [({"text": "Ada."}, "Category: business"), (ASK, "How many came?\n12\nI am fairly sure.")]
)
def test_a_text_from_anywhere(stage: Stage, typed: dict[str, str], found: str) -> None:
    stage.workspace.use_shortcut("read_a_text")
    stage.finish()
    stage.inference.gate.clear()
    assert stage.submit(**typed) == {}
    stage.inference.gate.set()
    stage.finish()
    assert found in shown(stage.view)
    stage.press_in_view("Send it to me", **typed)
    (message,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert found in shown(message)


def test_markup_in_a_field_stays_text(stage: Stage) -> None:
    read_in_modal(stage, text="<@U1> *Ada* <!channel> &amp;")
    assert shown(stage.view).startswith("<@U1> *Ada* <!channel> &amp;")


def test_no_text_is_kept_in_what_slack_keeps_for_us(stage: Stage) -> None:
    read_in_modal(stage, text="Ada met Grace.")
    kept: Any = (stage.view["private_metadata"], buttons(stage.view))
    assert "Ada" not in str(kept)
