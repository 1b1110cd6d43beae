"""Buttons under replies in threads."""

import logging
from typing import Any

import pytest

from bot.apologies import UNEXPECTED
from bot.listeners.buttons import NOT_YOURS
from bot.passages.threads import OUT_OF_REACH
from bot.replies.views import POSTED
from tests.bot.stage import CHANNEL, Stage, bold, buttons, shown

TEXT = "Ada came. There were 12."


def reply_to(stage: Stage, text: str = f"@lectern nouns {TEXT}", **place: Any) -> dict[str, Any]:
    (reply,) = stage.mention(text, **place)
    return reply


def thread(stage: Stage, reply: dict[str, Any]) -> list[dict[str, Any]]:
    return stage.workspace.messages(reply["channel"], reply["thread_ts"])


def test_what_is_offered(stage: Stage) -> None:
    exports = {"Export as CSV", "Export to Anki"}
    thumbs = {"Good reading", "Bad reading"}
    assert buttons(reply_to(stage)).keys() == {"Ask about this", "Category", *exports, "Delete", *thumbs}
    assert "Names" in buttons(reply_to(stage, f"@lectern How many came? | {TEXT}"))


def test_values_hold_no_text(stage: Stage) -> None:
    reply = reply_to(stage)
    assert all("Ada" not in value and len(value) <= 2_000 for _, value in buttons(reply).values())


@pytest.mark.parametrize("text", [f"@lectern nouns {TEXT}", f"{TEXT} @lectern", f"@lectern How many came? | {TEXT}"])
def test_more_of_the_same_text_comes_in_the_thread(stage: Stage, text: str) -> None:
    stage.workspace.post_message(CHANNEL, "Something else.")
    reply = reply_to(stage, text)
    label = next(each for each in ("Category", "Names", "Ask about this") if each in buttons(reply))
    before = len(stage.inference.texts)
    stage.press(reply, label)
    if label != "Ask about this":
        assert set(stage.inference.texts) == {TEXT}
        assert len(stage.inference.texts) == before + 1
        assert len(thread(stage, reply)) == 3


def test_of_a_thread_the_same_text_is_found_again(stage: Stage) -> None:
    root = stage.workspace.post_message(CHANNEL, TEXT)
    reply = reply_to(stage, "@lectern nouns", thread_ts=root)
    stage.press(reply, "Category")
    assert stage.inference.texts == [TEXT, TEXT]


def test_in_a_direct_conversation(stage: Stage) -> None:
    reply = reply_to(stage, f"nouns {TEXT}", channel=stage.workspace.direct_channel.id)
    stage.press(reply, "Category")
    assert stage.inference.texts == [TEXT, TEXT]
    assert bold(thread(stage, reply)[-1]) == ["business"]


def test_a_text_that_is_gone_is_spoken_of_to_whoever_pressed(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.workspace.store.remove(reply["channel"], reply["thread_ts"])
    stage.press(reply, "Category")
    (answer,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert answer["text"] == OUT_OF_REACH  # the thread that it would be said in is gone too


def test_a_question_is_asked_in_a_modal_and_posted_in_the_thread(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.press(reply, "Ask about this")
    stage.inference.gate.clear()
    assert stage.submit(question="How many came?") == {}
    stage.inference.gate.set()
    stage.finish()
    stage.press_in_view("Post it", question="How many came?")
    assert shown(thread(stage, reply)[-1]).startswith("How many came?\n12")
    assert POSTED in shown(stage.view)


def test_who_asked_deletes_the_whole_reply(stage: Stage) -> None:
    names = " ".join(f"Name{number}" for number in range(1_500))
    replies = stage.mention(f"@lectern nouns {names}")
    assert len(replies) > 1
    assert buttons(replies[0]) == {}
    stage.press(replies[-1], "Delete")
    assert [each["text"] for each in thread(stage, replies[0]) if each["user"] == stage.workspace.bot_user_id] == []


def test_nobody_else_does(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.press(reply, "Delete", user="USLACKBOT")
    assert reply["ts"] in {each["ts"] for each in thread(stage, reply)}
    assert stage.workspace.store.all(reply["channel"])[-1]["text"] == NOT_YOURS


def test_a_thumb_is_counted_without_a_text(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    reply = reply_to(stage, f"@lectern {TEXT}")
    with caplog.at_level(logging.INFO, "bot.feedback"):
        stage.press(reply, "Bad reading")
        stage.press(reply, "Good reading")
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.feedback"]
    assert lines == [f"feedback: {task} fake {thumb}" for thumb in ("down", "up") for task in ("nouns", "category")]


def test_while_it_reads_the_thread_says_so(stage: Stage) -> None:
    reply = reply_to(stage)
    (sign,) = stage.calls("assistant.threads.setStatus")
    assert (sign["channel_id"], sign["thread_ts"], sign["status"]) == (
        reply["channel"],
        reply["thread_ts"],
        "is reading…",
    )


def test_a_button_whose_reading_fails_leaves_no_status_behind(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.inference.error = RuntimeError()
    stage.press(reply, "Category")
    assert [sign["status"] for sign in stage.calls("assistant.threads.setStatus")] == ["is reading…"] * 2 + [""]
    assert [each["text"] for each in thread(stage, reply) if each.get("is_ephemeral")] == [UNEXPECTED]


@pytest.mark.parametrize("text", ["@lectern thanks", "@lectern help"])
def test_nothing_is_said_to_be_read_where_nothing_is(stage: Stage, text: str) -> None:
    assert stage.mention(text)
    assert stage.calls("assistant.threads.setStatus") == []
