import pytest

from tests.bot.stage import Stage, shown


@pytest.fixture
def direct(stage: Stage) -> str:
    return stage.workspace.direct_channel.id


@pytest.mark.parametrize("text", ["nouns Ada met Grace.", "@lectern nouns Ada met Grace."])
def test_the_grammar_of_mentions_holds_without_the_mention(stage: Stage, direct: str, text: str) -> None:
    (answer,) = stage.mention(text, direct)
    assert shown(answer) == "People: Ada, Grace\nAda met Grace."


def test_a_question_in_the_thread_is_about_the_text_above(stage: Stage, direct: str) -> None:
    root = stage.workspace.post_message(direct, "nouns Ada brought 12 cakes.")
    stage.workspace.wait_until(lambda: len(stage.workspace.messages(direct, root)) == 2)
    (answer,) = stage.mention("How many?", direct, root)
    assert stage.inference.texts == ["Ada brought 12 cakes."] * 2
    assert shown(answer).startswith("How many?\n12\n")


def test_a_snippet(stage: Stage, direct: str) -> None:
    ts = stage.workspace.upload_snippet(direct, "Ada came.", comment="names")
    (answer,) = stage.answers(ts, direct)
    assert shown(answer) == "People: Ada\nAda came."


def test_the_bots_own_messages_start_nothing(stage: Stage, direct: str) -> None:
    stage.mention("nouns Ada", direct)
    assert len(stage.calls("chat.postMessage")) == 1
    stage.workspace.wait_until(lambda: len(stage.workspace.deliveries.log) == 2)
    assert [delivery.status for delivery in stage.workspace.deliveries.log] == [200, 200]
