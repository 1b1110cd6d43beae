import re

import pytest

from inference.contract import MAX_QUESTION_LENGTH
from inference.reading.questions.question_words import no_slips, of_questions
from inference.reading.questions.spelling import as_meant
from tests.linear import UNITS, assert_linear, run

TEXT = (
    "The tickets for Marguerite's leaving do were sent to Ilka on Friday, with the account number, the desk plan and "
    "the budget. Skaters may rest in the harbour."
)
KNOWN = frozenset([*re.findall(r"\w+", TEXT.lower()), "chant", "skate", "shop", "form", "tense"])


def meant(question: str, text: str = TEXT) -> str:
    return as_meant(question, text, KNOWN.__contains__)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("wen is teh car due bak", "when is the car due back"),
        ("waht is the naem of the landlord", "what is the name of the landlord"),
        ("how mcuh did teh tickts cost??", "how much did the tickets cost??"),
        ("whos organsing the leavin do", "who's organising the leaving do"),
        ("Whats the bugdet?", "What's the budget?"),
        ("Wich desk?", "Which desk?"),
        ("hwo many tickets", "how many tickets"),
        ("were is the desk", "where is the desk"),
        ("who recieved the accaunt", "who received the account"),
        ("amny people? hwich ones", "many people? which ones"),
    ],
)
def test_a_slip_is_mended(question: str, right: str) -> None:
    assert meant(question) == right


@pytest.mark.parametrize(
    "question",
    [
        "Who sent the tickets to Ilka?",
        "Who is Ilke, and did Tickts pay?",
        "Was Wen on the desk?",
        "were the tickets sent?",
        "what is form B12 or tickts7?",
        "who is ilka",
        'what does "teh" mean',
        "who has tickts@desk.com",
        "where is the re-budgt",
        "desks chanted skated cant shops",
        "is the rast over",
        "why does he snore at wifi",
        "who will scold him",
        "does the kudget change",
        "who is xzqwv",
        "?",
    ],
)
def test_a_question_without_slips_stays(question: str) -> None:
    assert meant(question) == question


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what is teh tarik", "Teh tarik is tea."),
        ("which wat is old", "There is a wat in town."),
        ("where are the tickts", "We call them tickts, others call them tickets."),
    ],
)
def test_what_the_text_says_stays(question: str, text: str) -> None:
    assert meant(question, text) == question


def test_of_two_words_that_it_may_be_none_is_chosen() -> None:
    assert meant("the tese", "tense or these") == "the tese"


def test_words_of_questions_are_no_slips_of_each_other() -> None:
    assert not of_questions() & no_slips()
    assert all(meant(word) == word for word in of_questions() | no_slips())


@pytest.mark.parametrize("unit", [*UNITS, "tickst ", "teh ", "whos "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(lambda text: meant("who has teh tickst", text), lambda size: run(unit, size))
    assert_linear(meant, lambda size: run(unit, size * MAX_QUESTION_LENGTH // 40_000))
