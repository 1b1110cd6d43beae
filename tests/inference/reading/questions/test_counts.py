import pytest

from inference.reading.questions.counts import asks_how_many, is_quantity


@pytest.mark.parametrize(
    "question", ["How many came?", "about how many people came", "hi, how many?", "In how many towns?"]
)
def test_asks_how_many(question: str) -> None:
    assert asks_how_many(question)


@pytest.mark.parametrize("question", ["How much is it?", "Who knows how many came?", "How old is Bo?"])
def test_asks_something_else(question: str) -> None:
    assert not asks_how_many(question)


@pytest.mark.parametrize(
    "words", ["12", "4.2 million", "twelve", "a dozen", "several times", "none", "fifteen hundred", "XIV"]
)
def test_quantities(words: str) -> None:
    assert is_quantity(words)


@pytest.mark.parametrize("words", ["Ana, Bo, Carl and Di", "the team", "in Leeds", "tone", "Tenby"])
def test_words_that_are_none(words: str) -> None:
    assert not is_quantity(words)
