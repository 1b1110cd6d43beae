from pathlib import Path

import pytest

from inference.reading.answers_model import AnswersModel
from tests.inference.reading.word_scores import make_model
from training.answers.calibration import verdict_weights
from training.answers.verdict_measures import judge, verdict_figures
from training.data.squad import Question, Verdict

VERDICTS = {"rain": (4.0, 0.0, 0.0), "dry": (0.0, 6.0, 0.0)}


@pytest.fixture
def model(tmp_path: Path) -> AnswersModel:
    return AnswersModel(make_model(tmp_path / "model", {"It": 1.0}, verdicts=VERDICTS))


def asked(verdict: Verdict, text: str, words: str = "Will it be wet?") -> Question:
    return Question("1", "weather", words, text, (), verdict=verdict)


def test_what_is_right_is_counted_where_the_text_decides_and_where_not(model: AnswersModel) -> None:
    questions = [asked("yes", "It will rain."), asked("yes", "It will be dry."), asked("unknown", "It is Monday.")]
    figures = verdict_figures("x", judge(model, questions), model.manifest)
    assert figures == {
        "x, verdicts given": pytest.approx(2 / 3),
        "x, right of those given": 0.5,
        "x, right": pytest.approx(2 / 3),
        "x that the text decides, right": 0.5,
        "x that it does not, right": 1.0,
    }


def test_a_question_that_is_not_taken_for_one_is_wrong(model: AnswersModel) -> None:
    (trial,) = judge(model, [asked("yes", "It will rain.", "When is it wet?")])
    assert (trial.judgement, trial.right) == (None, False)


def test_scores_rise_with_margins_that_are_more_often_right(model: AnswersModel) -> None:
    doubtful = [asked("yes", "It will rain."), asked("no", "It will rain.")]
    clear = [asked("no", "It will be dry.")] * 3
    bias, slope = verdict_weights(judge(model, [*doubtful, *clear]))["verdict"]
    assert slope > 0
    assert bias + slope * 4 == pytest.approx(0.0, abs=0.2)  # half of those with this margin are right
