import pytest

from inference.contract import Task
from inference.reading.answers_encoder import Candidate
from inference.reading.verdicts import Judgement
from inference.store.manifest import Manifest
from training.answers.measures import Trial, given_scores, null_share, summary, token_f1, unanswerable_pairs
from training.data.squad import Answer, Question

CONTEXT = "Ann Renn built it in 1871, beside the town."
QUESTION = Question("1", "towers", "Who built it?", CONTEXT, (Answer("Ann Renn", CONTEXT.index("Ann")),))
MANIFEST = Manifest(
    task=Task.ANSWERS, name="m", version="1", engine="onnx", files={}, licence="x", base_model="y",
    thresholds={"margin": 1.0, "verdict": 0.6},
)  # fmt: skip


def trial(margin: float, answer: str = "Ann Renn", words: str = QUESTION.text, yes: float | None = None) -> Trial:
    start = CONTEXT.index(answer)
    judgement = None if yes is None else Judgement(yes=yes, no=-2.0, unknown=-1.0)
    question = Question("1", "towers", words, CONTEXT, QUESTION.answers)
    return Trial(question, CONTEXT, Candidate(margin, 0.5, start, start + len(answer), judgement=judgement))


def test_what_a_user_gets_is_measured() -> None:
    why = trial(2.0, "1871", words="Why was it built?")
    trials = [trial(1.0), trial(0.9), trial(9.0, "1871"), why, trial(9.0, yes=0.0)]
    figures = summary(trials, MANIFEST)
    assert figures["answered"] == pytest.approx(3 / 5)  # no margin, and no reason
    assert figures["f1"] == pytest.approx(1 / 5)
    assert figures["f1_without_null"] == pytest.approx(3 / 5)


def test_a_verdict_is_no_null() -> None:
    assert null_share([trial(0.0), trial(0.0, yes=0.0), trial(0.0, yes=-0.9)], MANIFEST) == pytest.approx(2 / 3)


def test_scores_are_those_of_questions_for_words() -> None:
    scores, right = given_scores([trial(1.0), trial(0.5), trial(1.0, yes=0.0)], MANIFEST)
    assert len(scores) == 2
    assert right == [True, False]


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
