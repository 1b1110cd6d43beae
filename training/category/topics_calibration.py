"""How sure the topics' probabilities should be, and from which on a topic is named."""

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from inference.reading.onnx_model import Array
from inference.reading.topics import EXPECTED_TOPICS, threshold, topic_probabilities
from inference.store.manifest import Manifest
from training.category.measures import Trial, f1, topics_f1

CHOICES = tuple(step / 100 for step in range(20, 71, 5))
"""Thresholds that are tried."""

ALL_TOPICS_SHARE = 0.5
"""What the mean F1 of all topics counts in the choice of one topic's threshold, since few texts have that topic."""

NEWS_WITH_TOPICS = 0.95
"""Share of news that must still get a topic, where a text needs several likely ones or a very likely one."""


MOST_EXPECTED = 0.9
"""Topics that a text is wanted to have at most: one that is surely about a single topic is about that one."""


def sharpness(trials: Sequence[Trial], manifest: Manifest) -> dict[str, tuple[float, ...]]:
    """Fit one scale and one shift for the scores of all topics."""
    scores = np.concatenate([_mean_logits(trial) for trial in trials])
    right = [topic in trial.topics for trial in trials for topic in manifest.topics]
    fitted = LogisticRegression(C=1e3).fit(scores[:, None], right)
    return {"topic_scale": (float(fitted.coef_[0, 0]),), "topic_shift": (float(fitted.intercept_[0]),)}


def topic_thresholds(trials: Sequence[Trial], manifest: Manifest) -> dict[str, float]:
    """Choose for each topic the threshold with the highest F1, counting that of all topics beside its own.

    And how many topics a text must be expected to have: as many as leave enough of the news a topic.
    """
    likely = np.stack([_likely(trial, manifest) for trial in trials])
    right = np.array([[topic in trial.topics for topic in manifest.topics] for trial in trials])
    by_choice = np.array(
        [[f1(said, known) for said, known in zip((likely >= choice).T, right.T, strict=True)] for choice in CHOICES]
    )
    united = by_choice + ALL_TOPICS_SHARE * by_choice.mean(axis=1, keepdims=True)
    chosen = united.argmax(axis=0)
    least = np.array(CHOICES)[chosen]
    return {threshold(topic): float(each) for topic, each in zip(manifest.topics, least, strict=True)} | {
        EXPECTED_TOPICS: _expected_topics(likely, least, right)
    }


def _expected_topics(likely: Array, least: Array, right: npt.NDArray[np.bool_]) -> float:
    """The highest sum of probabilities that leaves news its topics, if one sure topic reaches it.

    `likely` and `right` have a row for each text.
    """
    news, named = right.any(axis=1), (likely >= least).any(axis=1)
    sums = np.sort(likely[news & named].sum(axis=1))
    spare = math.floor(len(sums) - NEWS_WITH_TOPICS * news.sum())
    return min(float(sums[spare]), MOST_EXPECTED) if 0 <= spare < len(sums) else 0.0


def topics_f1_crosswise(trials: Sequence[Trial], manifest: Manifest) -> Mapping[str, float]:
    """F1 of each topic with thresholds that were chosen on the other half of the texts; the mean over both halves."""
    halves = trials[::2], trials[1::2]
    found = [
        topics_f1(
            measured,
            msgspec.structs.replace(manifest, thresholds=manifest.thresholds | topic_thresholds(chosen_on, manifest)),
        )
        for measured, chosen_on in (halves, halves[::-1])
    ]
    return {topic: (found[0][topic] + found[1][topic]) / 2 for topic in found[0].keys() & found[1].keys()}


def _likely(trial: Trial, manifest: Manifest) -> Array:
    return topic_probabilities(_topic_logits(trial), manifest)


def _mean_logits(trial: Trial) -> Array:
    mean: Array = _topic_logits(trial).mean(axis=0)
    return mean


def _topic_logits(trial: Trial) -> Array:
    if trial.reading.topic_logits is None:
        raise ValueError("the model knows no topics")
    return trial.reading.topic_logits
