"""How sharp the category model's probabilities should be, and below which a text gets no category."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression

from inference.category import probabilities
from inference.manifest import Manifest
from training.measures.category import Trial, given_scores
from training.measures.reliability import reliability

CATEGORISED = 0.985
"""Share of news texts that must still get a category; above the 97% that is promised."""

HALF = 0.5
"""A category with more than this is the likeliest for certain."""


def temperature(trials: Sequence[Trial], manifest: Manifest) -> float:
    """The temperature that makes the right labels most likely."""
    targets = [manifest.labels.index(trial.category or manifest.null_label or "") for trial in trials]

    def loss(value: float) -> float:
        tried = manifest.model_copy(update={"calibration": {"temperature": (value,)}})
        right = [probabilities(trial.logits, tried)[target] for trial, target in zip(trials, targets, strict=True)]
        return -float(np.log(np.array(right) + 1e-9).mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def score_line(trials: Sequence[Trial], manifest: Manifest) -> dict[str, tuple[float, ...]]:
    """Points of a rising line from the mean score of replies to the share of them that is right.

    Up to a half it changes nothing: who is likeliest, and what is null, stays as it is.
    """
    rows = [row for row in reliability(*given_scores(trials, manifest)) if row.score > HALF]
    if not rows:
        return {}
    scores, right, counts = ([getattr(row, name) for row in rows] for name in ("score", "right", "count"))
    rising = IsotonicRegression(y_min=HALF).fit(scores, right, sample_weight=counts).predict(scores)
    return {"score_from": (0.0, HALF, *scores), "score_to": (0.0, HALF, *map(float, rising))}


def threshold(trials: Sequence[Trial], manifest: Manifest) -> float:
    """The highest score from which enough of the news texts are categorised; at most a half."""
    best = sorted(trial.reply(manifest).score for trial in trials if trial.category)
    return min(HALF, best[int(len(best) * (1 - CATEGORISED))])
