"""How sharp the category model's probabilities should be, and below which a text gets no category or topic."""

from collections.abc import Sequence

import msgspec
import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression

from inference.reading.category import probabilities
from inference.store.manifest import Manifest
from training.category.measures import Trial, given_scores
from training.reliability import reliability

CATEGORISED = 0.995
"""Share of long news texts in which a category is likely enough; more than the 97% that is promised."""

SHORT_CATEGORISED = 0.975
"""The same of short ones, which need more evidence: their categories are wrong more often."""

LONG_FROM = 64
"""Tokens from which a text is long."""

_VERY_SHORT = 0.5
"""Shortness from which on a text counts as short where `short_score` is chosen: nothing to go by but a headline."""

_LIKELIEST = 0.5
"""What has more than this is the likeliest for certain."""


def temperature(trials: Sequence[Trial], manifest: Manifest) -> float:
    """The temperature that makes the right labels most likely."""
    targets = [manifest.labels.index(trial.category or manifest.null_label or "") for trial in trials]

    def loss(value: float) -> float:
        tried = msgspec.structs.replace(manifest, calibration={"temperature": (value,)})
        right = [
            probabilities(trial.reading.logits, tried)[target] for trial, target in zip(trials, targets, strict=True)
        ]
        return -float(np.log(np.array(right) + 1e-9).mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def score_line(trials: Sequence[Trial], manifest: Manifest) -> dict[str, tuple[float, ...]]:
    """Points of a rising line from the mean score of replies to the share of them that is right.

    Up to a half it changes nothing: who is likeliest stays as it is.
    """
    rows = [row for row in reliability(*given_scores(trials, manifest)) if row.score > _LIKELIEST]
    if not rows:
        return {}
    scores, right, counts = ([getattr(row, name) for row in rows] for name in ("score", "right", "count"))
    rising = IsotonicRegression(y_min=_LIKELIEST).fit(scores, right, sample_weight=counts).predict(scores)
    return {"score_from": (0.0, _LIKELIEST, *scores), "score_to": (0.0, _LIKELIEST, *map(float, rising))}


def thresholds(news: Sequence[Trial], manifest: Manifest) -> dict[str, float]:
    """Choose what scores must reach, `score` in long texts and `short_score` in the shortest (see `least_score`)."""
    score = _left_by([_best(trial, manifest) for trial in news if not _shortness(trial)], CATEGORISED)
    asked = [
        score + (_best(trial, manifest) - score) / _shortness(trial)
        for trial in news
        if _shortness(trial) > _VERY_SHORT
    ]
    return {"score": score, "short_score": max(score, _left_by(asked, SHORT_CATEGORISED)), "long_from": LONG_FROM}


def _best(trial: Trial, manifest: Manifest) -> float:
    return trial.reply(manifest).score


def _shortness(trial: Trial) -> float:
    return max(0.0, 1.0 - trial.reading.tokens / LONG_FROM)


def _left_by(values: Sequence[float], share: float) -> float:
    """The highest threshold that this share of the values reaches; 0 where there are none."""
    return sorted(values)[int(len(values) * (1 - share))] if values else 0.0
