import pytest

from inference.reading.questions.reasons import asks_why, gives_reason
from tests.linear import UNITS, assert_linear, run


@pytest.mark.parametrize(
    "question",
    [
        "Why is the road closed?",
        "hi, why did Tom leave?",
        "For what reason did he go?",
        "how come it's shut",
        "What was the cause of the fire?",
    ],
)
def test_asks_why(question: str) -> None:
    assert asks_why(question)


@pytest.mark.parametrize("question", ["Who said why?", "What is the road called?", "When did Tom leave?"])
def test_asks_something_else(question: str) -> None:
    assert not asks_why(question)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Sara stayed because the band was good.", "the band was good"),
        ("The road is closed due to ice.", "ice"),
        ("She went to the shop to buy bread.", "to buy bread"),
        ("He sold the boat in order to pay his debts.", "pay his debts"),
        ("Years of rust led to the fall.", "Years of rust"),
        ("The rent rose, which is why they moved.", "The rent rose"),
        ("It rained, so we stayed.", "It rained"),
        ("It rained. That's why we stayed.", "It rained"),
        ("The fire was caused by a candle.", "a candle"),
        ("Thanks to the snow, the pass is shut.", "the snow"),
    ],
)
def test_a_reason_is_marked(text: str, span: str) -> None:
    start = text.index(span)
    assert gives_reason(text, start, start + len(span))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The road is closed until Friday. Drivers should use the A12.", "Drivers"),
        ("Tom left early. Sara stayed.", "Sara stayed"),
        ("He came because of her. The hall was dark.", "dark"),
    ],
)
def test_no_reason_is_given(text: str, span: str) -> None:
    start = text.index(span)
    assert not gives_reason(text, start, start + len(span))


@pytest.mark.parametrize("unit", UNITS)
def test_in_linear_time(unit: str) -> None:
    assert_linear(
        lambda text: text.isspace() or gives_reason(text, len(text) // 2, len(text) // 2 + 1),
        lambda size: run(unit, size),
    )
