"""How sharp the category model's probabilities should be, and below which a text gets no category."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression

from inference.reading.category import HALF, probabilities
from inference.store.manifest import Manifest
from training.category.measures import Trial, given_scores
from training.reliability import reliability

CATEGORISED = 0.99
"""Share of news texts in which a category stands out enough; more than the 97% that is promised."""

LEFT_OUT = 0.995
"""Share of texts that are no news that must still get no category."""

SURELY_NONE = 0.8
"""Highest threshold for "no news": there are kinds of such texts that are not among those it is chosen on."""


def temperature(trials: Sequence[Trial], manifest: Manifest) -> float:
    """The temperature that makes the right labels most likely."""
    targets = [manifest.labels.index(trial.category or manifest.null_label or "") for trial in trials]

    def loss(value: float) -> float:
        tried = msgspec.structs.replace(manifest, calibration={"temperature": (value,)})
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


def thresholds(trials: Sequence[Trial], manifest: Manifest) -> dict[str, float]:
    """Choose `none`, as high as enough of what is no news allows, and `score`, as high as enough of the news allow."""
    none = sorted(1.0 - sum(trial.reply(manifest).scores.values()) for trial in trials if not trial.category)
    shares = sorted(_share(trial.reply(manifest).scores) for trial in trials if trial.category)
    return {
        "none": min(SURELY_NONE, max(HALF, none[int(len(none) * (1 - LEFT_OUT))])) if none else HALF,
        "score": min(HALF, shares[int(len(shares) * (1 - CATEGORISED))]),
    }


def _share(scores: Mapping[str, float]) -> float:
    """What the likeliest category has of all that the categories have."""
    return max(scores.values()) / max(sum(scores.values()), 1e-9)
