import pytest

from inference.reading.questions.yes_no import asks_yes_or_no
from tests.linear import UNITS, assert_linear, run


@pytest.mark.parametrize(
    "question",
    [
        "Was anyone hurt?",
        "was anyone hurt",
        "@lectern did the bridge fall?",
        "<@U123> is it open on Sundays",
        "Hi, has the shop closed yet?",
        "hi there, can dogs come in?",
        "Tell me whether the road is open.",
        "Please tell me if the road is open",
        "Can you tell me if Rita is a nurse?",
        "Do you know whether the talks failed?",
        "I wonder if it will rain",
        "so, is the museum free?",
        "And did Omar pay?",
        "Isn't the castle haunted?",
        "Didn’t they vote?",
        "Can't Maya eat nuts?",
        "The driver was hurt, right?",
        "Rita is a nurse, isn't she?",
        "The talks failed, didn't they?",
        "The road is open or not?",
        "If the bridge is closed, can people walk?",
        "According to the text, did the mayor resign?",
        "When the war ended, did he go home?",
        "Was anyone killed or injured in the crash?",
        "Does the text say that the mill burned down?",
        "Will Ann come to the party?",
        "Should visitors book?",
        "Any injuries?",
        "has he ever been to Rome or Paris",
        "The lorry hit the bridge; was the driver hurt?",
    ],
)
def test_asks_for_yes_or_no(question: str) -> None:
    assert asks_yes_or_no(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who was hurt?",
        "What is the wifi password?",
        "Is it red or blue?",
        "Did Ana or Bo win?",
        "Which is taller, the tower or the mill?",
        "Can you tell me who won?",
        "Could you please tell me when the shop opens?",
        "Do you know where the keys are?",
        "Does the text say who paid?",
        "Tell me what the roof cost.",
        "Will Ann come when?",
        "Is it how old?",
        "If the bridge is closed, who can help?",
        "If it rains what happens?",
        "Who, if anyone, is on call?",
        "In which year did the war end?",
        "In what town, according to the text, did they meet?",
        "Can you name one of the towns?",
        "There was how much snow?",
        "May 5 opening hours",
        "release date",
        "how is the driver, and why?",
        "What series was it?",
        "Who won, right?",
        "",
        "?",
    ],
)
def test_asks_for_words(question: str) -> None:
    assert not asks_yes_or_no(question)


@pytest.mark.parametrize("unit", [*UNITS, "is a ", "hi ", "or b ", ", is "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(asks_yes_or_no, lambda size: run(unit, size // 40))


def test_in_linear_time_behind_or() -> None:
    assert_linear(asks_yes_or_no, lambda size: f"Is it Ann or {'b' * (size // 40)}{' c' * 10}")
