import pytest

from inference.reading.speakers import speaker
from tests.linear import UNITS, assert_linear, run


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ola: I can drive\nPia: no", "Ola"),
        ("Pia: no\nOla: sure, I can drive", "Ola"),
        ("[09:01] Kai: I restarted it", "Kai"),
        ("09:01 Kai: I restarted it", "Kai"),
        ("> Ana Roe: I have it", "Ana Roe"),
        ("*Zoe*: I have it", "Zoe"),
        ("pat  3:10 PM\nI have it", "pat"),
        ("pat 15:10\r\nI have it", "pat"),
    ],
)
def test_who_says_i(text: str, name: str) -> None:
    start = text.index("I ")
    found = speaker(text, start, start + 1)
    assert found is not None
    assert text[slice(*found)] == name


@pytest.mark.parametrize(
    "text", ["I have it", "a long line in which somebody says: I go", "At 3:10 PM\nthe bus came.\nI took it"]
)
def test_nobody_is_named(text: str) -> None:
    start = text.rindex("I ")
    assert speaker(text, start, start + 1) is None


def test_other_words_stay() -> None:
    assert speaker("Ola: tents are cheap", 5, 10) is None


@pytest.mark.parametrize("unit", [*UNITS, "a b ", "I: "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(lambda text: speaker(f"{text}I", len(text), len(text) + 1), lambda size: run(unit, size))
