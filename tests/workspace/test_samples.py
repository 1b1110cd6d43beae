"""What the page offers to try does with the embedded models what it is offered for."""

import re
from pathlib import Path

import pytest

import workspace
from inference.contract import AnswersRequest, Task
from inference.readers import Reader, create_reader

SAMPLES = (Path(workspace.__file__).parent / "static/js/samples.js").read_text(encoding="utf-8")
QUESTIONS = re.findall(r'answered: "(.*?)",\s+unanswered: "(.*?)",\s+text: `(.*?)`', SAMPLES, re.DOTALL)


@pytest.fixture
def reader() -> Reader:
    return create_reader(Task.ANSWERS, Path(__file__).parents[2] / "models")


def test_each_sample_has_a_question_that_is_answered_and_one_of_which_the_text_does_not_say(
    reader: Reader,
) -> None:
    def answers(place: int) -> list[str | None]:
        return [reader.read(AnswersRequest(question=each[place], context=each[2])).answer for each in QUESTIONS]

    assert answers(0) == ["£240m", "Vasco da Gama", "Kraków"]
    assert answers(1) == [None, None, None]
