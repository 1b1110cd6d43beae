import pytest

from bot.passages.gathering import EMPTY_THREAD, WHICH_TEXT
from bot.readings import NO_QUESTION
from tests.bot.stage import CHANNEL, Stage, bold, shown


@pytest.mark.parametrize("keyword", ["nouns", "NOUNS", "names", "nouns:"])
def test_nouns_are_answered_in_the_thread_with_names_in_bold(stage: Stage, keyword: str) -> None:
    (answer,) = stage.mention(f"@lectern {keyword} Ada met grace & Linus.")
    assert bold(answer) == ["People: ", "Ada", "Linus"]
    assert shown(answer) == "People: Ada, Linus\nAda met grace & Linus."
    assert answer["text"] == "People: Ada, Linus"


def test_category_is_answered_with_bars(stage: Stage) -> None:
    (answer,) = stage.mention("@lectern category Shares rose.")
    assert bold(answer) == ["business"]
    assert "█" in shown(answer)
    assert "90%" in shown(answer)


@pytest.mark.parametrize(
    "text",
    [
        "How many came?\nThere were 12 of them.",
        "How many came? | There were 12 of them.",
        "How many came? There were 12 of them.",
        "ask How many came | There were 12 of them.",
    ],
)
def test_a_question_is_answered_with_its_evidence(stage: Stage, text: str) -> None:
    (answer,) = stage.mention(f"@lectern {text}")
    assert stage.inference.texts == ["There were 12 of them."]
    assert (
        shown(answer).removeprefix("How many came").removeprefix("?")
        == "\n12\nI am fairly sure.\nThere were 12 of them."
    )
    assert bold(answer) == ["12", "12"]


def test_a_question_that_the_text_does_not_answer(stage: Stage) -> None:
    (answer,) = stage.mention("@lectern How many came?\nNobody counted.")
    assert shown(answer) == "How many came?\nThe text does not say. I am sure."


def test_a_text_alone_gets_names_and_category_in_one_reply(stage: Stage) -> None:
    (answer,) = stage.mention("@lectern Ada wrote to Grace.\nIt was a long letter.")
    assert "People: Ada, Grace" in shown(answer)
    assert "business" in shown(answer)


def test_a_text_before_the_mention_is_read(stage: Stage) -> None:
    stage.mention("Ada wrote a letter to Grace. @lectern nouns")
    assert stage.inference.texts == ["Ada wrote a letter to Grace."]


@pytest.mark.parametrize("text", ["@lectern", "@lectern help", "hello @lectern"])
def test_help(stage: Stage, text: str) -> None:
    (answer,) = stage.mention(text)
    assert "@Lectern nouns TEXT" in shown(answer)
    assert stage.inference.requests == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@lectern nouns", WHICH_TEXT),
        ("@lectern who came?", WHICH_TEXT),
        ("@lectern ask", NO_QUESTION),
    ],
)
def test_what_is_missing_is_asked_for(stage: Stage, text: str, sentence: str) -> None:
    (answer,) = stage.mention(text)
    assert answer["text"] == sentence


def test_a_thread_is_read_without_the_bot_and_without_what_only_addresses_it(stage: Stage) -> None:
    root = stage.workspace.post_message(CHANNEL, "Ada & Grace met.")
    stage.workspace.post_message(CHANNEL, "They were 2 then.", thread_ts=root)
    asked = stage.workspace.post_message(CHANNEL, "@lectern nouns", thread_ts=root)
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(CHANNEL, root)) == 4)
    (answer,) = stage.mention("@lectern How many were they?", thread_ts=root)
    assert asked < answer["ts"]
    assert stage.inference.texts == ["Ada & Grace met.\n\nThey were 2 then."] * 2
    assert shown(answer).startswith("How many were they?\n2\n")
    assert len(stage.calls("conversations.replies")) == 2


def test_a_text_that_came_with_an_earlier_mention_belongs_to_the_thread(stage: Stage) -> None:
    root = stage.workspace.post_message(CHANNEL, "@lectern nouns Ada met Grace.")
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(CHANNEL, root)) == 2)
    stage.mention("@lectern category", thread_ts=root)
    assert stage.inference.texts == ["Ada met Grace."] * 2


def test_a_thread_with_nothing_to_read(stage: Stage) -> None:
    root = stage.workspace.post_message(CHANNEL, "@lectern nouns")
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(CHANNEL, root)) == 2)
    (answer,) = stage.mention("@lectern category", thread_ts=root)
    assert answer["text"] == EMPTY_THREAD


def test_a_thread_longer_than_one_page_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.passages.threads.MAX_MESSAGES", 2)
    root = stage.workspace.post_message(CHANNEL, "Ada came.")
    for _ in range(3):
        stage.workspace.post_message(CHANNEL, "Grace came.", thread_ts=root)
    (answer,) = stage.mention("@lectern nouns", thread_ts=root)
    assert "I read the first 2 messages of this thread." in shown(answer)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"error": "not_in_channel"}, "/invite @Lectern"),
        ({"error": "channel_not_found"}, "/invite @Lectern"),
        ({"error": "missing_scope"}, "not allowed to read threads"),
        ({"error": "ratelimited", "status": 429, "headers": {"Retry-After": "3600"}}, "wait a minute"),
        ({"error": "fatal_error"}, "would not let me read"),
    ],
)
def test_a_thread_that_slack_withholds(stage: Stage, fault: dict[str, str], words: str) -> None:
    root = stage.workspace.post_message(CHANNEL, "Ada came.")
    stage.workspace.fail_next("conversations.replies", **fault)  # type: ignore[arg-type]
    (answer,) = stage.mention("@lectern nouns", thread_ts=root)
    assert words in answer["text"]


def test_a_snippet_is_read(stage: Stage) -> None:
    ts = stage.workspace.upload_snippet(CHANNEL, "There were 12 <b>people</b> & Ada.", comment="@lectern How many?")
    (answer,) = stage.answers(ts)
    assert stage.inference.texts == ["There were 12 <b>people</b> & Ada."]
    assert shown(answer).startswith("How many?\n12\n")


def test_a_snippet_with_nothing_said_is_read_for_names_and_category(stage: Stage) -> None:
    ts = stage.workspace.upload_snippet(CHANNEL, "Ada came.", comment="@lectern")
    (answer,) = stage.answers(ts)
    assert shown(answer).startswith("People: Ada\nCategory: business")


def test_a_long_text_is_continued_in_the_thread_and_nothing_is_left_out(stage: Stage) -> None:
    text = " ".join(f"Name{number} went to the market." for number in range(1_000))
    answers = stage.mention(f"@lectern nouns {text}")
    assert len(answers) > 3
    assert "Name999" in shown(answers[-1])
    joined = "\n".join(shown(answer) for answer in answers).replace("\n", "")
    assert text in joined


def test_a_text_that_is_too_long(stage: Stage) -> None:
    ts = stage.workspace.upload_snippet(CHANNEL, "word " * 8_001, comment="@lectern nouns")
    (answer,) = stage.answers(ts)
    assert "too long" in answer["text"]
    assert "40,000" in answer["text"]
    assert stage.inference.requests == []


def test_markup_in_a_text_stays_text(stage: Stage) -> None:
    hostile = "<!channel> <@U123> <https://evil.example|Ada> *Bold* `code` Ada&amp;"
    (answer,) = stage.mention(f"@lectern nouns {hostile}")
    assert shown(answer).endswith("\n<!channel> <@U123> <https://evil.example|Ada> *Bold* `code` Ada&amp;")
    assert "<" not in answer["text"]
