from pathlib import Path

import pytest

from inference.contract import AnswersReply, AnswersRequest
from inference.reading.answer_list import MOST_ANSWERS
from inference.reading.answers import AnswersReader
from tests.inference.reading.word_scores import make_model

NAMES = ["ana", "bo", "carl"]


@pytest.fixture
def reader(tmp_path: Path) -> AnswersReader:
    return AnswersReader(
        make_model(
            tmp_path / "m", {"ana": 6.0, "tent": 6.0, "torch": 5.0}, inside=[*NAMES, "tent", "torch", "warm", "socks"]
        )
    )


def ask(reader: AnswersReader, context: str) -> AnswersReply:
    return reader.read(AnswersRequest(question="Which of them?", context=context))


def words(reply: AnswersReply) -> list[str]:
    return [answer.text for answer in reply.answers]


def test_all_answers_come_in_order_each_with_its_own_sentence(reader: AnswersReader) -> None:
    context = "Police held Bo on Monday. Later they took Ana, too. Dora saw Carl run."
    reply = ask(reader, context)
    assert reply.answer == "Ana"
    assert words(reply) == ["Bo", "Ana", "Carl"]
    sentences = [context[answer.evidence.start : answer.evidence.end] for answer in reply.answers]
    assert sentences == ["Police held Bo on Monday.", "Later they took Ana, too.", "Dora saw Carl run."]
    assert all(context[answer.start : answer.end] == answer.text for answer in reply.answers)


def test_where_the_model_marks_nothing_else_there_is_one(reader: AnswersReader) -> None:
    assert words(ask(reader, "They took Ana on Monday.")) == ["Ana"]


def test_a_name_that_is_said_twice_counts_once(reader: AnswersReader) -> None:
    assert words(ask(reader, "They took Ana and Bo. Bo and Ana slept.")) == ["Ana", "Bo"]


def test_an_enumeration_stays_whole_beside_its_parts(tmp_path: Path) -> None:
    reader = AnswersReader(make_model(tmp_path / "m", {"ana": 6.0, "carl": 6.0, "ana, bo and carl": 9.0}, inside=NAMES))
    reply = ask(reader, "They took Ana, Bo and Carl to York.")
    assert reply.answer == "Ana, Bo and Carl"
    assert words(reply) == ["Ana", "Bo", "Carl"]


def test_what_stands_in_brackets_behind_an_answer_is_none_of_its_own(tmp_path: Path) -> None:
    reader = AnswersReader(make_model(tmp_path / "m", {"ana": 6.0}, inside=[*NAMES, "carl's"]))
    assert words(ask(reader, "They took Ana (Carl), Bo and Carl's.")) == ["Ana", "Bo", "Carl's"]


def test_items_of_a_list_are_answers_of_their_own(reader: AnswersReader) -> None:
    reply = ask(reader, "Bring this:\r\n- tent\r\n- torch\r\n2. warm socks\r\nSee you there.")
    assert words(reply) == ["tent", "torch", "warm socks"]


def test_no_answer_has_no_parts(reader: AnswersReader) -> None:
    assert ask(reader, "Bo slept.").answers == []


def test_there_are_only_so_many(tmp_path: Path) -> None:
    letters = [f"{number}" for number in range(40)]
    reader = AnswersReader(make_model(tmp_path / "m", {"0": 6.0}, inside=letters))
    assert len(ask(reader, " and ".join(letters)).answers) == MOST_ANSWERS


def test_the_threshold_is_the_manifests(tmp_path: Path) -> None:
    model = make_model(tmp_path / "m", {"ana": 6.0}, inside=NAMES, thresholds={"inside": 5.0})
    assert words(ask(AnswersReader(model), "They took Ana and Bo.")) == ["Ana"]


def test_windows_of_a_long_text_add_to_the_list(reader: AnswersReader) -> None:
    filler = "The council met again about the budget of the coming year. " * 20
    reply = ask(reader, f"They took Ana. {filler} They took the tent.")
    assert words(reply) == ["Ana", "tent"]
