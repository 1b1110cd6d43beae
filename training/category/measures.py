"""Accuracy by category, how often a text that is no news gets no category, and F1 by topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from inference.contract import CategoryReply
from inference.reading.category import CategoryModel, Reading, reply
from inference.reading.onnx_model import MODEL_FILE, WEIGHTS_FILE
from inference.store.manifest import Manifest
from training.data.news import Article
from training.data.written_news import Described

_readings: dict[tuple[str, ...], Reading] = {}
"""By checksums of the weights, and text: what a model was calibrated on is measured next, and reads the same."""


@dataclass(frozen=True)
class Trial:
    """A text with the category that it should get (None: none), what the model made of it, and its topics if known."""

    category: str | None
    reading: Reading
    topics: tuple[str, ...] = ()

    def reply(self, manifest: Manifest) -> CategoryReply:
        """What the reader says, with the calibration and thresholds of a manifest."""
        return reply(self.reading, manifest)


def run(model: CategoryModel, articles: Iterable[Article]) -> list[Trial]:
    """Read articles; the category `none` means that the text is no news."""
    return [
        Trial(
            None if article.category == model.manifest.null_label else article.category,
            _read(model, article.text),
        )
        for article in articles
    ]


def run_described(model: CategoryModel, texts: Iterable[Described]) -> list[Trial]:
    """Read texts of which all topics are known."""
    return [Trial(each.category, _read(model, each.text), each.topics) for each in texts]


def _read(model: CategoryModel, text: str) -> Reading:
    files = model.manifest.files
    key = (*(files[name].sha256 for name in (MODEL_FILE, WEIGHTS_FILE) if name in files), text)
    if key not in _readings:
        _readings[key] = model.read(text)
    return _readings[key]


def given_scores(trials: Sequence[Trial], manifest: Manifest) -> tuple[list[float], list[bool]]:
    """Scores of the categories that were given, and whether each was right."""
    replies = [(trial.reply(manifest), trial) for trial in trials]
    given = [(answer, trial) for answer, trial in replies if answer.category is not None]
    return [answer.score for answer, _ in given], [answer.category == trial.category for answer, trial in given]


def given_topics(trials: Sequence[Trial], manifest: Manifest) -> tuple[list[float], list[bool]]:
    """Scores of the topics that were given, and whether each was right."""
    given = [(topic, trial) for trial in trials for topic in trial.reply(manifest).topics]
    return [topic.score for topic, _ in given], [topic.topic in trial.topics for topic, trial in given]


def summary(trials: Sequence[Trial], manifest: Manifest) -> dict[str, float]:
    """Accuracy of what was said (null counts as wrong), of the likeliest category, and the share that got one."""
    replies = [trial.reply(manifest) for trial in trials]
    likeliest = [max(given.scores, key=given.scores.__getitem__) for given in replies]
    return {
        "accuracy": float(
            np.mean([given.category == trial.category for given, trial in zip(replies, trials, strict=True)])
        ),
        "accuracy_without_null": float(
            np.mean([name == trial.category for name, trial in zip(likeliest, trials, strict=True)])
        ),
        "categorised": float(np.mean([given.category is not None for given in replies])),
        "texts": len(trials),
    }


def topics_f1(trials: Sequence[Trial], manifest: Manifest) -> dict[str, float]:
    """F1 of each topic that some of the texts have."""
    given = [{topic.topic for topic in trial.reply(manifest).topics} for trial in trials]
    return {
        name: f1([name in topics for topics in given], [name in trial.topics for trial in trials])
        for name in manifest.topics
        if any(name in trial.topics for trial in trials)
    }


def f1(said: Sequence[bool], right: Sequence[bool]) -> float:
    """F1 of what was said of each text."""
    both = sum(one and other for one, other in zip(said, right, strict=True))
    return 2 * both / max(1, sum(said) + sum(right))
