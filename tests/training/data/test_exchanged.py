import random

from training.data.exchanged import exchanged
from training.data.squad import Answer, Question

TEXT = "The old mill in Lund closed in 1975. Nobody knows why. A new one in Ghent opened in 1982."


def asked(text: str, answer: str) -> Question:
    return Question("1", "mills", text, TEXT, (Answer(answer, TEXT.index(answer)),))


def drawn(question: Question) -> set[str]:
    found = (exchanged(question, random.Random(seed)) for seed in range(20))  # noqa: S311 - seeded
    return {each.text for each in found if each}


def test_a_name_is_exchanged_for_one_of_another_sentence() -> None:
    assert drawn(asked("When did the mill in Lund close?", "1975")) == {"When did the mill in Ghent close?"}


def test_a_number_is_exchanged_for_a_number() -> None:
    assert drawn(asked("What closed in 1975?", "The old mill")) == {"What closed in 1982?"}


def test_what_is_made_has_no_answer() -> None:
    made = exchanged(asked("What closed in 1975?", "The old mill"), random.Random(1))  # noqa: S311 - seeded
    assert made is not None
    assert (made.answers, made.parts, made.context) == ((), (), TEXT)


def test_a_question_without_names_or_numbers_stays() -> None:
    assert drawn(asked("Who knows why?", "Nobody")) == set()
