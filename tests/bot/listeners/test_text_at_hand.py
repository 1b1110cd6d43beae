"""Paste once, then ask: which text a question is about."""

from functools import partial

import pytest

from bot.passages.gathering import ONLY_A_LINK, WHICH_TEXT
from bot.passages.threads import NOT_LINKED
from bot.slack_messages import SlackMessage
from tests.bot.documents.making import docx, paragraph, pdf
from tests.bot.stage import CHANNEL, Stage, shown


@pytest.fixture
def direct(stage: Stage) -> str:
    return stage.workspace.direct_channel.id


def test_in_a_direct_message_the_latest_text_is_asked(stage: Stage, direct: str) -> None:
    for number, text in enumerate(("Grace brought 7 pies.", "Ada brought 12 cakes.", "thanks!"), 1):
        stage.workspace.post_message(direct, text)
        stage.workspace.wait_until(partial(_has_posted, stage, number))
    (answer,) = stage.mention("How many?", direct)
    assert shown(answer).startswith("about: Ada brought 12 cakes.\nHow many?\n12\n")


def test_a_pasted_text_is_asked_twice(stage: Stage, direct: str) -> None:
    pasted = stage.workspace.post_message(direct, "Ada brought 12 cakes.")
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(direct, pasted)) == 2)
    asked = stage.workspace.post_message(direct, "How many?")
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(direct, asked)) == 2)
    (answer,) = stage.mention("nouns", direct)
    assert shown(answer) == "about: Ada brought 12 cakes.\nPeople: Ada\nAda brought 12 cakes."
    assert stage.inference.texts[-2:] == ["Ada brought 12 cakes."] * 2


def test_without_any_text_it_is_asked_for(stage: Stage, direct: str) -> None:
    (answer,) = stage.mention("How many?", direct)
    assert answer["text"] == WHICH_TEXT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cakes.pdf", pdf("Ada brought 12 cakes.")),
        ("cakes.docx", docx(paragraph("Ada brought 12 cakes."))),
        ("cakes.rtf", rb"{\rtf1 Ada brought 12 cakes.}"),
        ("cakes.html", b"<p>Ada brought <b>12</b> cakes.</p>"),
        ("cakes.md", b"Ada brought 12 cakes."),
        ("cakes.csv", "Ada brought 12 cakes.".encode("utf-16")),
    ],
)
@pytest.mark.parametrize("is_stub", [False, True])
def test_a_file_is_asked(stage: Stage, name: str, content: bytes, is_stub: bool) -> None:
    root = stage.workspace.upload_file(CHANNEL, content, name, is_stub=is_stub)
    (answer,) = stage.mention("@lectern How many?", thread_ts=root)
    assert shown(answer) == "How many?\n12\nI am fairly sure.\nAda brought 12 cakes."


def test_what_cannot_be_read_is_said_beside_the_rest(stage: Stage) -> None:
    root = stage.workspace.upload_file(CHANNEL, b"\x89PNG", "photo.png")
    stage.workspace.post_message(CHANNEL, "Ada brought 12 cakes.", thread_ts=root)
    (answer,) = stage.mention("@lectern How many?", thread_ts=root)
    assert "Left out: photo.png. I can read text files, PDF, Word" in shown(answer)


def test_a_link_to_a_message_is_followed_where_both_are(stage: Stage) -> None:
    linked = stage.workspace.post_message(CHANNEL, "Ada brought 12 cakes.")
    (answer,) = stage.mention(f"@lectern How many?\n{stage.workspace.permalink(CHANNEL, linked)}")
    assert shown(answer).startswith("about: Ada brought 12 cakes.\nHow many?\n12\n")


def test_a_link_into_a_thread(stage: Stage, direct: str) -> None:
    root = stage.workspace.post_message(CHANNEL, "Nothing here.")
    linked = stage.workspace.post_message(CHANNEL, "Ada brought 12 cakes.", thread_ts=root)
    (answer,) = stage.mention(f"nouns {stage.workspace.permalink(CHANNEL, linked)}", direct)
    assert stage.inference.texts == ["Ada brought 12 cakes."]
    assert shown(answer).startswith("about: ")


def test_a_link_to_where_the_bot_is_not(stage: Stage) -> None:
    linked = stage.workspace.post_message("#lounge", "Ada brought 12 cakes.")
    (answer,) = stage.mention(f"@lectern nouns {stage.workspace.permalink('#lounge', linked)}")
    assert answer["text"] == NOT_LINKED


def test_a_link_to_where_the_person_is_not(stage: Stage) -> None:
    channel = stage.workspace.channel("#lounge")
    linked = stage.workspace.post_message("#lounge", "Ada brought 12 cakes.")
    channel.members = {stage.workspace.bot_user_id}
    (answer,) = stage.mention(f"@lectern nouns {stage.workspace.permalink('#lounge', linked)}")
    assert answer["text"] == NOT_LINKED


def test_a_link_to_a_page(stage: Stage) -> None:
    (answer,) = stage.mention("@lectern https://news.example/story")
    assert answer["text"] == ONLY_A_LINK


def test_people_channels_and_groups_by_their_names(stage: Stage) -> None:
    stage.mention("@lectern nouns Greetings of @you and @readers in #reading")
    assert stage.inference.texts == ["Greetings of @You and @readers in #reading"]


def test_without_the_permission_they_stay_as_they_are(stage: Stage) -> None:
    for scope in ("users:read", "channels:read", "usergroups:read"):
        stage.workspace.manifest.scopes.remove(scope)
    stage.mention("@lectern nouns Greetings of @you and @readers in #reading")
    (text,) = stage.inference.texts
    assert stage.workspace.you.id in text
    assert "someone" not in text


def test_each_is_asked_for_once_and_only_so_many(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.passages.names.MAX_LOOKUPS", 2)
    people = " ".join(f"<@U{number}>" for number in range(5))
    stage.workspace.post_content(CHANNEL, {"text": f"<@{stage.workspace.bot_user_id}> nouns Ada {people} {people}"})
    stage.workspace.wait_until(lambda: stage.calls("chat.postMessage"))
    stage.finish()
    assert len(stage.calls("users.info")) == 2


def test_a_thread_begun_by_another_app(stage: Stage) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "*Ada* brought 12 cakes."}}
    posted = {"text": "News", "blocks": [block], "bot_id": "B9", "app_id": "A9"}
    root = stage.workspace.post_content(CHANNEL, posted, user="U9")
    (answer,) = stage.mention("@lectern How many?", thread_ts=root)
    assert shown(answer).endswith("\nAda brought 12 cakes.")


def test_a_long_thread_is_read_page_by_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.passages.threads.PAGE", 2)
    root = stage.workspace.post_message(CHANNEL, "Ada came.")
    for number in range(4):
        stage.workspace.post_message(CHANNEL, f"Guest{number} came.", thread_ts=root)
    (answer,) = stage.mention("@lectern nouns", thread_ts=root)
    assert "Guest3" in shown(answer)
    assert "I read the first" not in shown(answer)


def test_what_was_read_before_slack_was_busy_is_answered_from(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.passages.threads.PAGE", 2)
    root = stage.workspace.post_message(CHANNEL, "Ada came.")
    for number in range(4):
        stage.workspace.post_message(CHANNEL, f"Guest{number} came.", thread_ts=root)
    stage.workspace.fail_next("conversations.replies", error="fatal_error", after=1)
    (answer,) = stage.mention("@lectern nouns", thread_ts=root)
    assert "I read the first 2 messages of this thread." in shown(answer)


def test_as_much_of_a_thread_as_fits_is_read(stage: Stage) -> None:
    root = stage.workspace.post_message(CHANNEL, "Ada " + "came " * 4_000)
    for _ in range(2):
        stage.workspace.post_message(CHANNEL, "Grace " + "came " * 4_000, thread_ts=root)
    answers = stage.mention("@lectern nouns", thread_ts=root)
    assert "I read the first message of this thread." in "".join(map(shown, answers))


def test_messages_of_a_thread_that_have_no_known_shape_are_passed_over() -> None:
    assert SlackMessage.model_validate({"files": "none", "blocks": [1], "text": 5}).text == ""


def _has_posted(stage: Stage, messages: int) -> bool:
    return len(stage.calls("chat.postMessage")) == messages
