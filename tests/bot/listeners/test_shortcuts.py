"""Shortcuts in the menu of a message."""

import pytest

from bot.passages.gathering import NOTHING_IN_IT
from bot.passages.threads import OUT_OF_REACH
from tests.bot.stage import CHANNEL, Stage, bold, buttons, shown

TEXT = "Ada came. There were 12."


def use(stage: Stage, callback_id: str, text: str = TEXT, channel: str = CHANNEL) -> str:
    ts = stage.workspace.post_message(channel, text)
    stage.workspace.use_shortcut(callback_id, channel=channel, ts=ts)
    stage.finish()
    return ts


def private(stage: Stage, channel: str = CHANNEL) -> list[dict[str, object]]:
    return [each for each in stage.workspace.messages(channel) if each.get("is_ephemeral")]


@pytest.mark.parametrize("channel", [CHANNEL, "#lounge"])
def test_names_of_a_message_are_shown_to_whoever_wants_them(stage: Stage, channel: str) -> None:
    use(stage, "highlight_names", channel=channel)
    (answer,) = private(stage, channel)
    assert shown(answer) == f"{TEXT}\nPeople: Ada, There"
    assert stage.calls("chat.postMessage") == []


def test_the_category_of_a_message(stage: Stage) -> None:
    use(stage, "news_category")
    assert bold(private(stage)[0]) == ["business"]


def test_of_a_message_to_the_bot_its_text_is_read(stage: Stage) -> None:
    use(stage, "highlight_names", "@lectern category\nAda met Grace.", "#lounge")
    assert stage.inference.texts == ["Ada met Grace."]


def test_within_a_thread_it_is_answered_there(stage: Stage) -> None:
    root = stage.workspace.post_message(CHANNEL, "Hello")
    ts = stage.workspace.post_message(CHANNEL, TEXT, thread_ts=root)
    stage.workspace.use_shortcut("news_category", channel=CHANNEL, ts=ts)
    stage.finish()
    answer = stage.workspace.messages(CHANNEL, root)[-1]
    assert (bold(answer), answer["is_ephemeral"]) == (["business"], True)


def test_a_message_without_a_text(stage: Stage) -> None:
    use(stage, "highlight_names", "https://example.org/a")
    assert private(stage)[0]["text"] == NOTHING_IN_IT


def test_a_question_about_a_message_is_answered_in_its_modal_and_posted_in_its_thread(stage: Stage) -> None:
    ts = use(stage, "ask_about_this")
    assert shown(stage.view) == TEXT
    stage.inference.gate.clear()
    assert stage.submit(question="How many came?") == {}
    stage.inference.gate.set()
    stage.finish()
    assert shown(stage.view).startswith("How many came?\n12")
    stage.press_in_view("Post it", question="How many came?")
    (_, reply) = stage.workspace.messages(CHANNEL, ts)
    assert shown(reply).startswith("How many came?\n12")


def test_a_message_that_the_bot_cannot_read_again(stage: Stage) -> None:
    use(stage, "ask_about_this", channel="#lounge")
    stage.inference.gate.clear()
    stage.submit(question="How many came?")
    stage.inference.gate.set()
    stage.finish()
    assert shown(stage.view).startswith(OUT_OF_REACH.split("`")[0])


def test_what_one_person_saw_is_shared_in_the_thread(stage: Stage) -> None:
    ts = use(stage, "highlight_names")
    (answer,) = private(stage)
    stage.press(answer, "Share in channel")
    (_, reply) = stage.workspace.messages(CHANNEL, ts)
    assert shown(reply) == shown(answer)
    assert "Share in channel" not in buttons(reply)


def test_more_of_it_is_seen_by_the_same_person_only(stage: Stage) -> None:
    use(stage, "highlight_names")
    stage.press(private(stage)[0], "Category")
    assert [bold(each)[-1] for each in private(stage)] == ["People: ", "business"]
    assert stage.calls("chat.postMessage") == []


def test_sharing_where_the_bot_is_no_member_says_what_to_do(stage: Stage) -> None:
    use(stage, "highlight_names", channel="#lounge")
    stage.press(private(stage, "#lounge")[0], "Share in channel")
    assert private(stage, "#lounge")[-1]["text"] == OUT_OF_REACH
