"""How sharp the category model's probabilities should be, and below which a text gets no category."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize_scalar

from inference.manifest import Manifest
from training.measures.category import Trial

CATEGORISED = 0.98
"""Share of news texts that must still get a category; above the 97% that is promised."""


def temperature(trials: Sequence[Trial], labels: Sequence[str], null_label: str) -> float:
    """The temperature that makes the right labels most likely; `trials` were run at temperature 1."""
    logits = np.log(np.stack([trial.probabilities for trial in trials]) + 1e-9)
    targets = [labels.index(trial.category or null_label) for trial in trials]

    def loss(value: float) -> float:
        scaled = logits / value
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        log_probabilities = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(log_probabilities[np.arange(len(targets)), targets].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


def threshold(trials: Sequence[Trial], manifest: Manifest) -> float:
    """The highest score from which enough of the news texts are categorised; at most a half."""
    news = [label != manifest.null_label for label in manifest.labels]
    best = sorted(float(trial.probabilities[news].max()) for trial in trials if trial.category)
    return min(0.5, best[int(len(best) * (1 - CATEGORISED))])
