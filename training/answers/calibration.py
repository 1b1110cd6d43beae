"""When an answer is null, and how probable it is that a reply is right."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from sklearn.linear_model import LogisticRegression

from inference.reading.verdicts import LONG_VERDICT, VERDICT
from training.answers.measures import RIGHT_F1, Trial, not_judged
from training.answers.verdict_measures import VerdictTrial

ANSWERED = 0.967
"""Share of answerable questions on articles that must still get an answer: then 96% do, verdicts counted."""

SHORT_ANSWERED = 0.92
"""The same of short texts: they are often asked what they only seem to answer."""

VERDICTS_RIGHT, LONG_VERDICTS_RIGHT = 0.75, 0.8
"""Shares of the verdicts that must be right, on short texts and longer ones: these can get words instead."""

UNANSWERABLE_SHARE = 0.25
"""Share of unanswerable questions that calibration assumes: most people ask about what the text holds."""


def threshold(trials: Sequence[Trial], answered: float = ANSWERED) -> float:
    """The highest margin from which answerable questions are answered often enough.

    Those that are judged have no such margin: a verdict counts as an answer, and that the text does not say as none.
    """
    answerable = [trial for trial in trials if trial.answerable]
    margins = sorted(trial.margin for trial in not_judged(answerable))
    silent = sum(trial.is_judged_silent for trial in answerable)
    return margins[max(0, int(len(answerable) * (1 - answered)) - silent)]


def look_threshold(looks: Sequence[Trial], readings: Sequence[Trial]) -> dict[str, float]:
    """The threshold `first_look`: the margin from which on looks, instead of whole readings, give the highest F1.

    Both are of the same questions, where nothing was read but the look if there was one. Without a threshold where no
    look gains.
    """
    taken = [(look, reading) for look, reading in zip(looks, readings, strict=True) if look.margin != reading.margin]
    taken.sort(key=lambda pair: pair[0].margin, reverse=True)
    gains = list(accumulate(look.f1 - reading.f1 for look, reading in taken))
    highest = max(gains, default=0.0)
    return {"first_look": taken[gains.index(highest)][0].margin} if highest > 0 else {}


def weights(trials: Sequence[Trial], margin: float) -> dict[str, tuple[float, ...]]:
    """Fit the logistic regressions that `inference.reading.answers.reply` applies, on both sides of the threshold."""
    weighed = _weighed(not_judged(trials))
    given = [(trial, weight) for trial, weight in weighed if trial.candidate and trial.margin >= margin]
    null = [(trial, weight) for trial, weight in weighed if trial.margin < margin]
    answer = _fit(
        [(trial.margin, math.log(trial.candidate.share)) for trial, _ in given if trial.candidate],
        [trial.f1 >= RIGHT_F1 for trial, _ in given],
        [weight for _, weight in given],
    )
    silence = _fit(
        [(max(trial.margin, -50.0),) for trial, _ in null],
        [not trial.answerable for trial, _ in null],
        [weight for _, weight in null],
    )
    return {name: fitted for name, fitted in (("answer", answer), ("null", silence)) if fitted}


def short_scale(short: Sequence[Trial], least: float, articles: Sequence[Trial], margin: float) -> tuple[float, float]:
    """Bias and slope that make margins of short texts, or of both encoders, comparable with those of articles.

    The threshold of one, `least`, becomes that of the other, and what is right gets likelier with either by the same.
    """
    slope = _steepness(short) / _steepness(articles)
    return margin - slope * least, slope


def verdict_weights(trials: Sequence[VerdictTrial]) -> dict[str, tuple[float, ...]]:
    """Fit the logistic regression that scores verdicts, on the margins of the judgements that were made."""
    judged = [(trial.judgement.margin, trial.right) for trial in trials if trial.judgement]
    fitted = _fit([(margin,) for margin, _ in judged], [right for _, right in judged], [1.0] * len(judged))
    return {"verdict": fitted} if fitted else {}


def verdict_thresholds(trials: Sequence[VerdictTrial], calibration: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """From which scores on verdicts are said, of short texts and longer ones: a threshold for each kind there is."""
    shares = {VERDICT: VERDICTS_RIGHT, LONG_VERDICT: LONG_VERDICTS_RIGHT}
    by_threshold = defaultdict(list)
    for trial in trials:
        if trial.judgement:
            by_threshold[trial.judgement.threshold].append(trial)
    return {name: _verdict_threshold(part, calibration, shares[name]) for name, part in by_threshold.items()}


def _verdict_threshold(
    trials: Sequence[VerdictTrial], calibration: Mapping[str, Sequence[float]], least: float
) -> float:
    """The lowest score from which on this share of all verdicts is right; 1 where that is never so.

    Of equal scores the last counts, with all of them behind it.
    """
    given = [
        (trial.judgement.score(calibration), trial.right)
        for trial in trials
        if trial.judgement and trial.judgement.likeliest is not None
    ]
    given.sort(reverse=True)
    right = accumulate(fine for _, fine in given)
    up_to = {score: count / number for number, ((score, _), count) in enumerate(zip(given, right, strict=True), 1)}
    return min((score for score, share in up_to.items() if share >= least), default=1.0)


def _steepness(trials: Sequence[Trial]) -> float:
    """How much the odds of an answer's being right rise with its margin: the slope of a logistic regression."""
    given = [(trial, weight) for trial, weight in _weighed(trials) if trial.candidate]
    fitted = _fit(
        [(trial.margin,) for trial, _ in given],
        [trial.f1 >= RIGHT_F1 for trial, _ in given],
        [weight for _, weight in given],
    )
    return fitted[1] if len(fitted) > 1 and fitted[1] > 0 else 1.0


def _weighed(trials: Sequence[Trial]) -> list[tuple[Trial, float]]:
    counts = Counter(trial.answerable for trial in trials)
    shares = {True: 1 - UNANSWERABLE_SHARE, False: UNANSWERABLE_SHARE}
    return [(trial, shares[trial.answerable] / counts[trial.answerable]) for trial in trials]


def _fit(
    features: Sequence[Sequence[float]], right: Sequence[bool], sample_weights: Sequence[float]
) -> tuple[float, ...]:
    """Bias and weights: a bias alone where all replies are right or none is, and nothing where there are no replies."""
    if not right:
        return ()
    if len(set(right)) < 2:
        return (math.log(len(right) + 1) * (1 if all(right) else -1), *(0.0 for _ in features[0]))
    scale = len(sample_weights) / sum(sample_weights)
    model = LogisticRegression(C=1e3, max_iter=1000)
    model.fit(np.array(features), np.array(right), sample_weight=np.array(sample_weights) * scale)
    return (float(model.intercept_[0]), *(float(value) for value in model.coef_[0]))
