import pytest

from training.answers.measures import token_f1, unanswerable_pairs
from training.data.squad import Answer, Question


def test_token_f1_is_that_of_squad() -> None:
    assert token_f1("The harbour of Vellmar", "harbour of vellmar!") == 1.0
    assert token_f1("Tobias Renn", "the engineer Tobias Renn") == pytest.approx(2 * 2 / (2 + 3))
    assert token_f1("Tobias Renn", "in 1871") == 0.0
    assert token_f1("the", "a") == 1.0  # nothing is left of either


def test_an_unanswerable_pair_is_a_question_and_a_passage_without_its_answers() -> None:
    def question(number: int, title: str) -> Question:
        context = f"Passage {number} says that the tower has {number} steps."
        answer = Answer(str(number), context.index(str(number)))
        return Question(str(number), title, f"How many steps has tower {number}?", context, (answer,))

    questions = [question(number, "towers" if number < 230 else "lighthouses") for number in range(218, 240)]
    pairs = unanswerable_pairs(questions)
    assert len(pairs) == 2 * len(questions)
    for asked, context in pairs:
        assert asked.context != context
        assert asked.answers[0].text not in context
    assert all(context in {q.context for q in questions if q.title == asked.title} for asked, context in pairs[::2])
