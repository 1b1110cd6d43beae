from math import log

import pytest

from inference.reading.answers_encoder import Candidate
from inference.reading.logistic import logistic
from inference.reading.verdicts import LONG_VERDICT, VERDICT, Judgement
from training.answers.calibration import look_threshold, short_scale, threshold, verdict_thresholds, weights
from training.answers.measures import Trial
from training.answers.verdict_measures import VerdictTrial
from training.data.squad import Answer, Question, Verdict

CONTEXT = "It was built by Ann Renn."
QUESTION = Question("1", "towers", "Who built it?", CONTEXT, (Answer("Ann Renn", CONTEXT.index("Ann")),))


def trial(margin: float, answer: str = "Ann Renn") -> Trial:
    start = CONTEXT.index(answer)
    return Trial(QUESTION, CONTEXT, Candidate(margin, 0.5, start, start + len(answer)))


WRONG = "It was"


def test_looks_count_from_the_margin_that_gives_the_highest_f1() -> None:
    looks = [trial(14.0), trial(9.0, WRONG), trial(12.0), trial(11.0), trial(10.0, WRONG), trial(8.0)]
    readings = [trial(3.0), trial(4.0), trial(3.0, WRONG), trial(3.0, WRONG), trial(5.0), trial(2.0, WRONG)]
    assert look_threshold(looks, readings) == {"first_look": 11.0}


@pytest.mark.parametrize(
    ("look", "reading"),
    [
        pytest.param(trial(9.0, WRONG), trial(4.0), id="a look that is worse"),
        pytest.param(trial(9.0), trial(4.0), id="a look that is no better"),
        pytest.param(trial(4.0), trial(4.0), id="no look"),
    ],
)
def test_without_anything_to_gain_there_is_no_first_look(look: Trial, reading: Trial) -> None:
    assert look_threshold([look], [reading]) == {}


def test_nearly_all_answerable_questions_get_an_answer() -> None:
    trials = [trial(float(margin)) for margin in range(100)]
    chosen = threshold(trials, 0.96)
    assert sum(each.margin >= chosen for each in trials) == 96
    assert threshold(trials, 0.5) == 50.0


def test_of_questions_that_are_judged_a_verdict_counts_as_an_answer_and_silence_as_none() -> None:
    said = Candidate(5.0, 0.5, 0, 6, judgement=Judgement(yes=-0.1, no=-3.0, unknown=-4.0))
    unsaid = Candidate(5.0, 0.5, 0, 6, judgement=Judgement(yes=-3.0, no=-3.0, unknown=-0.1))
    trials = [trial(float(margin)) for margin in range(97)]
    assert threshold([*trials, *[Trial(QUESTION, CONTEXT, said)] * 3], 0.96) == 4.0
    assert threshold([*trials, *[Trial(QUESTION, CONTEXT, unsaid)] * 3], 0.96) == 1.0
    assert threshold([*trials[50:], *[Trial(QUESTION, CONTEXT, unsaid)] * 3], 0.96) == 50.0


def silent(margin: float) -> Trial:
    nothing = Question("2", "towers", "Who burnt it?", CONTEXT, ())
    return Trial(nothing, CONTEXT, trial(margin).candidate)


def test_scores_are_the_share_that_is_right_of_answers_with_such_a_margin() -> None:
    right, wrong = [trial(2.0), silent(-1.0)] * 30, [trial(2.0, WRONG), silent(-1.0)] * 30
    bias, slope, share = weights([*right, *wrong], margin=0.0)["answer"]
    assert bias + 2 * slope + share * log(0.5) == pytest.approx(0.0, abs=0.05)


def judged(yes: float, verdict: Verdict, threshold: str = VERDICT) -> VerdictTrial:
    asked = Question("3", "towers", "Is it high?", CONTEXT, (), verdict=verdict)
    return VerdictTrial(asked, Judgement(yes=yes, no=0.0, unknown=-9.0, threshold=threshold))


def test_verdicts_are_said_from_the_score_on_from_which_three_of_four_are_right() -> None:
    trials = [judged(3.0, "yes"), judged(2.0, "yes"), judged(2.0, "yes"), judged(2.0, "no"), judged(1.0, "no")]
    least = verdict_thresholds(trials, {})[VERDICT]
    assert logistic(1.0) < least <= logistic(2.0)
    assert verdict_thresholds(trials[3:], {}) == {VERDICT: 1.0}


def test_of_longer_texts_more_verdicts_must_be_right() -> None:
    short = [judged(3.0, "yes"), judged(2.0, "yes"), judged(2.0, "yes"), judged(2.0, "no")]
    longer = [
        judged(3.0, "yes", LONG_VERDICT),
        judged(2.0, "yes", LONG_VERDICT),
        judged(2.0, "yes", LONG_VERDICT),
        judged(2.0, "no", LONG_VERDICT),
    ]
    thresholds = verdict_thresholds([*short, *longer], {})
    assert thresholds[VERDICT] <= logistic(2.0) < thresholds[LONG_VERDICT] <= logistic(3.0)


def test_of_verdicts_with_the_same_score_all_are_said_or_none() -> None:
    trials = [judged(2.0, "yes"), *(judged(2.0, "no") for _ in range(9))]
    assert verdict_thresholds(trials, {}) == {VERDICT: 1.0}


def test_margins_of_short_texts_become_those_of_articles_at_the_threshold_and_in_what_they_say() -> None:
    articles = [trial(float(margin)) if margin % 10 < margin / 5 else silent(float(margin)) for margin in range(50)]
    short = [trial(margin / 2) if margin % 10 < margin / 5 else silent(margin / 2) for margin in range(50)]
    bias, slope = short_scale(short, 3.0, articles, 6.0)
    assert slope == pytest.approx(2.0, rel=0.02)
    assert bias + slope * 3.0 == pytest.approx(6.0)
