"""Names as files, from buttons under replies."""

import csv
import io
import logging
from typing import Any
from zipfile import ZipFile

import pytest

from bot.apologies import UNEXPECTED
from bot.outlets.files import NOT_ALLOWED
from bot.passages.threads import OUT_OF_REACH
from bot.preferences import Choice, InMemoryPreferences, Person, Setting
from bot.replies.nouns import NO_SHOWN_NAMES
from tests.bot.stage import CHANNEL, Stage, buttons, open_stage
from workspace.faults import FILE_UPLOAD

TEXT = "Ada came. Bob, =Cy and Ada left."
CSV, ANKI = "Export as CSV", "Export to Anki"


def reply_to(stage: Stage, text: str = f"@lectern nouns {TEXT}", **place: Any) -> dict[str, Any]:
    return stage.mention(text, **place)[-1]


def shared(stage: Stage, reply: dict[str, Any]) -> list[dict[str, Any]]:
    """What came into the thread with a file."""
    thread = stage.workspace.messages(reply["channel"], reply["thread_ts"])
    return [message for message in thread if message.get("files")]


def content(stage: Stage, message: dict[str, Any]) -> bytes:
    file = stage.workspace.files.get(message["files"][0]["id"])
    assert file is not None
    return file.content


def table(stage: Stage, message: dict[str, Any]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(stage, message).decode("utf-8-sig"), newline="")))[1:]


def private(stage: Stage, reply: dict[str, Any]) -> list[str]:
    return [each["text"] for each in stage.workspace.store.all(reply["channel"]) if each.get("is_ephemeral")]


def test_a_table_comes_into_the_thread(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.press(reply, CSV)
    (message,) = shared(stage, reply)
    assert message["text"] == "3 names as a table, for a spreadsheet."
    assert message["files"][0]["name"].endswith(".csv")
    assert [(row[0], row[4], row[5]) for row in table(stage, message)] == [
        ("Ada", "Ada came.", "2"),
        ("Bob", "Bob, =Cy and Ada left.", "1"),
        ("Cy", "Bob, =Cy and Ada left.", "1"),
    ]
    assert private(stage, reply) == []
    assert stage.failures == []


def test_cards_come_into_the_thread(stage: Stage) -> None:
    reply = reply_to(stage, f"@lectern {TEXT}")
    stage.press(reply, ANKI)
    (message,) = shared(stage, reply)
    assert message["text"].startswith("3 names as cards to learn.")
    with ZipFile(io.BytesIO(content(stage, message))) as package:
        assert "collection.anki2" in package.namelist()


@pytest.mark.parametrize(
    "text", ["@lectern nouns it rained all day.", f"@lectern category {TEXT}", "@lectern How many? | Ada saw 12."]
)
def test_without_names_nothing_is_offered(stage: Stage, text: str) -> None:
    offered = buttons(reply_to(stage, text))
    assert "Ask about this" in offered
    assert not {CSV, ANKI} & offered.keys()


def test_of_a_command_that_held_the_text_neither(stage: Stage) -> None:
    (reply,) = stage.command("/nouns", TEXT)
    assert not {CSV, ANKI} & buttons(reply).keys()


def test_in_a_direct_conversation(stage: Stage) -> None:
    reply = reply_to(stage, f"nouns {TEXT}", channel=stage.workspace.direct_channel.id)
    stage.press(reply, CSV)
    assert len(shared(stage, reply)) == 1


def test_whoever_alone_sees_a_reply_alone_gets_the_file(stage: Stage) -> None:
    ts = stage.workspace.post_message(CHANNEL, TEXT)
    stage.workspace.use_shortcut("highlight_names", channel=CHANNEL, ts=ts)
    stage.finish()
    (reply,) = [each for each in stage.workspace.messages(CHANNEL) if each.get("is_ephemeral")]
    stage.press(reply, CSV)
    (message,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert len(table(stage, message)) == 3
    assert not any(each.get("files") for each in stage.workspace.store.all(reply["channel"]))


def test_the_file_is_no_text_to_ask_about(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.press(reply, CSV)
    reply_to(stage, "@lectern category", thread_ts=reply["thread_ts"])
    direct = stage.workspace.direct_channel.id
    stage.press(reply_to(stage, f"nouns {TEXT}", channel=direct), CSV)
    reply_to(stage, "category", channel=direct)
    assert set(stage.inference.texts) == {TEXT}


def test_each_press_is_one_file_and_the_bot_does_not_answer_its_own(stage: Stage) -> None:
    reply = reply_to(stage)
    for label in (CSV, CSV, ANKI):
        stage.press(reply, label)
    names = [message["files"][0]["name"] for message in shared(stage, reply)]
    assert len({*names}) == 3
    assert len(stage.workspace.messages(reply["channel"], reply["thread_ts"])) == 5


def test_without_the_permission_a_sentence_says_what_to_do(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.workspace.manifest.scopes.remove("files:write")
    stage.press(reply, CSV)
    assert private(stage, reply) == [NOT_ALLOWED]
    assert shared(stage, reply) == []
    assert [sign["status"] for sign in stage.calls("assistant.threads.setStatus")][-2:] == ["is reading…", ""]


def test_a_text_that_is_gone_is_spoken_of_to_whoever_pressed(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.workspace.store.remove(reply["channel"], reply["thread_ts"])
    stage.press(reply, CSV)
    (answer,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert answer["text"] == OUT_OF_REACH


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", FILE_UPLOAD])
def test_an_upload_that_slack_refuses_gets_one_apology(stage: Stage, step: str) -> None:
    reply = reply_to(stage)
    stage.workspace.fail_next(step, error="access_denied", status=403 if step == FILE_UPLOAD else 200)
    stage.press(reply, CSV)
    assert shared(stage, reply) == []
    assert len(private(stage, reply)) == 1


def test_a_reader_that_fails_gets_one_apology(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.inference.error = RuntimeError(TEXT)
    stage.press(reply, ANKI)
    assert private(stage, reply) == [UNEXPECTED]


def test_a_file_whose_answer_got_lost_is_not_shared_again(stage: Stage) -> None:
    reply = reply_to(stage)
    stage.workspace.fail_next("files.completeUploadExternal", status=500, is_done=True)
    stage.press(reply, CSV)
    assert len(shared(stage, reply)) == 1
    assert private(stage, reply) == []
    assert stage.failures == []


def test_what_slack_may_have_taken_is_looked_for_in_a_second_attempt(patient: Stage) -> None:
    reply = reply_to(patient)
    patient.workspace.fail_next("files.completeUploadExternal", status=500, is_done=True)
    patient.workspace.fail_next("conversations.replies", status=503, times=4, after=1)
    patient.press(reply, CSV)
    assert len(shared(patient, reply)) == 1
    assert private(patient, reply) == []


def test_what_slack_has_not_taken_comes_with_the_second_attempt(patient: Stage) -> None:
    reply = reply_to(patient)
    patient.workspace.fail_next("files.completeUploadExternal", status=500)
    patient.press(reply, CSV)
    assert len(shared(patient, reply)) == 1
    assert private(patient, reply) == []


def test_names_of_hidden_kinds_stay_out() -> None:
    chosen = InMemoryPreferences()
    with open_stage(preferences=chosen) as stage:
        reply = reply_to(stage)
        you = Person(stage.workspace.team_id, stage.workspace.you.id)
        chosen.put(you, Choice(Setting.HIDDEN_KINDS, "people", 1))
        stage.press(reply, CSV)
        assert private(stage, reply) == [NO_SHOWN_NAMES]


def test_several_hundred_names_are_one_file(stage: Stage) -> None:
    names = " ".join(f"Name{number}" for number in range(700))
    reply = reply_to(stage, f"@lectern nouns {names}")
    stage.press(reply, CSV)
    (message,) = shared(stage, reply)
    assert len(table(stage, message)) == 700


def test_nothing_of_a_text_is_logged(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = reply_to(stage)
        stage.press(reply, CSV)
        stage.inference.error = RuntimeError(TEXT)
        stage.press(reply, ANKI)
    assert "Cy" not in caplog.text
