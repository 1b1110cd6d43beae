from pathlib import Path

import pytest

from inference.reading.answers_model import AnswersModel
from tests.inference.reading.word_scores import make_model
from training.answers.several_measures import SeveralTrial, give, several_figures
from training.data.squad import Answer, Question

TEXT = "Ann came in May. Bo came in June."


def asked(*parts: str) -> Question:
    places = tuple(Answer(part, TEXT.index(part)) for part in parts)
    return Question("1", "a party", "Who came?", TEXT, places[:1], parts=places)


def test_spans_that_are_all_found_are_worth_one() -> None:
    trial = SeveralTrial([(0, 3), (17, 19)], [(17, 19), (0, 3)])
    assert several_figures("x", [trial]) == {"x F1": 1.0, "x F1, exact": 1.0}


def test_what_overlaps_counts_in_part() -> None:
    trial = SeveralTrial([(0, 4)], [(0, 8)])  # half of what is given, all of what is wanted
    assert several_figures("x", [trial]) == pytest.approx({"x F1": 2 / 3, "x F1, exact": 0.0})


def test_what_is_missed_and_what_is_too_much_cost_alike() -> None:
    missed = several_figures("x", [SeveralTrial([(0, 3), (17, 19)], [(0, 3)])])
    too_much = several_figures("x", [SeveralTrial([(0, 3)], [(0, 3), (17, 19)])])
    assert missed == too_much == pytest.approx({"x F1": 2 / 3, "x F1, exact": 2 / 3})


def test_nothing_given_is_worth_nothing() -> None:
    assert several_figures("x", [SeveralTrial([(0, 3)], [])]) == {"x F1": 0.0, "x F1, exact": 0.0}


def test_a_model_gives_all_that_it_marks(tmp_path: Path) -> None:
    model = AnswersModel(make_model(tmp_path / "model", {"Ann": 5.0}, inside=["Ann", "Bo"]))
    (trial,) = give(model, [asked("Ann", "Bo")])
    assert trial == SeveralTrial([(0, 3), (17, 19)], [(0, 3), (17, 19)])


def test_below_the_threshold_it_gives_nothing(tmp_path: Path) -> None:
    model = AnswersModel(make_model(tmp_path / "model", {"Ann": 5.0}, inside=["Ann"], thresholds={"margin": 99.0}))
    (trial,) = give(model, [asked("Ann")])
    assert trial.given == []
