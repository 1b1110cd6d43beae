import pytest

from bot.passages.gathering import ONLY_A_LINK
from bot.readings import NO_QUESTION
from inference.contract import MAX_TEXT_LENGTH
from tests.bot.stage import Stage, bold, buttons, shown


def test_nouns(stage: Stage) -> None:
    (answer,) = stage.command("/nouns", "Ada met Grace & <Linus>.")
    assert shown(answer) == "Ada met Grace & <Linus>.\nPeople: Ada, Grace, Linus"
    assert answer["is_ephemeral"]
    assert stage.calls("chat.postMessage") == []


def test_category(stage: Stage) -> None:
    (answer,) = stage.command("/category", "Shares rose.")
    assert bold(answer) == ["business"]


@pytest.mark.parametrize("separator", ["\n", " | ", "|", "\r\n", " "])
def test_ask(stage: Stage, separator: str) -> None:
    (answer,) = stage.command("/ask", f"How many came?{separator}There were 12.")
    assert stage.inference.questions == ["How many came?"]
    assert stage.inference.texts == ["There were 12."]
    assert shown(answer).startswith("How many came?\n12\n")


@pytest.mark.parametrize("command", ["/nouns", "/category", "/ask"])
@pytest.mark.parametrize("text", ["help", " hello! "])
def test_help(stage: Stage, command: str, text: str) -> None:
    (answer,) = stage.command(command, text)
    assert "/ask QUESTION? | TEXT" in shown(answer)
    assert answer["is_ephemeral"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("| There were 12.", NO_QUESTION), ("How many? | https://example.org/a", ONLY_A_LINK)],
)
def test_ask_says_what_is_missing(stage: Stage, text: str, sentence: str) -> None:
    (answer,) = stage.command("/ask", text)
    assert answer["text"] == sentence
    assert stage.inference.requests == []


def test_a_text_that_is_too_long(stage: Stage) -> None:
    (answer,) = stage.command("/nouns", "a" * (MAX_TEXT_LENGTH + 1))
    assert "40,001 characters" in answer["text"]


def test_a_question_that_is_too_long(stage: Stage) -> None:
    (answer,) = stage.command("/ask", f"{'why ' * 300} | There were 12.")
    assert "question is too long" in answer["text"]


def test_a_long_reply_takes_as_many_messages_as_slack_takes(stage: Stage) -> None:
    answers = stage.command("/nouns", " ".join(f"Name{number}" for number in range(3_000)))
    assert len(answers) == 5
    assert "more than fits into a reply to a command" in shown(answers[-1])


@pytest.mark.parametrize("status", [400, 200])
def test_buttons_that_a_response_url_does_not_know_do_not_cost_the_reply(stage: Stage, status: int) -> None:
    stage.workspace.fail_next("response_url", status=status, error="invalid_blocks")
    (answer,) = stage.command("/category", "Shares rose.")
    assert (bold(answer), buttons(answer)) == (["business"], {})


def test_nothing_more_is_offered_of_a_text_that_only_the_command_held(stage: Stage) -> None:
    (answer,) = stage.command("/category", "Shares rose.")
    assert buttons(answer).keys() == {"Good reading", "Bad reading"}
    assert "Shares" not in str(buttons(answer))


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_response_url_in_trouble_is_tried_again(stage: Stage, status: int) -> None:
    stage.workspace.fail_next("response_url", status=status, headers={"Retry-After": "0"})
    (answer,) = stage.command("/category", "Shares rose.")
    assert bold(answer) == ["business"]


def test_a_reply_that_the_response_url_refuses_becomes_an_apology(stage: Stage) -> None:
    stage.workspace.fail_next("response_url", status=400, error="invalid_blocks", times=2)
    (answer,) = stage.command("/category", "Shares rose.")
    assert answer["text"].startswith("Slack did not take my reply.")
    assert stage.failures == []


def test_where_the_response_url_has_expired_the_person_is_told_directly(stage: Stage) -> None:
    stage.workspace.fail_next("response_url", status=404, error="expired_url", times=2)
    assert stage.command("/category", "Shares rose.") == []
    (message,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert message["text"].startswith("Slack did not take my reply.")
    assert stage.failures == []


def test_a_response_url_that_takes_nothing_is_a_failure(stage: Stage) -> None:
    stage.workspace.fail_next("response_url", status=500, times=4)
    assert stage.command("/category", "Shares rose.") == []
    assert [str(failure).split()[0] for failure in stage.failures] == ["answer_command"]
