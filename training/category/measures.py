"""Accuracy by category, and how often a text that is no news gets no category."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inference.contract import CategoryReply
from inference.reading.category import CategoryModel, probabilities, reply
from inference.reading.onnx_model import Array
from inference.store.manifest import Manifest
from training.data.news import Article


@dataclass(frozen=True)
class Trial:
    """A text with the category that it should get (None: no news) and the model's scores per window and label."""

    category: str | None
    logits: Array

    def reply(self, manifest: Manifest) -> CategoryReply:
        """What the reader says, with the calibration and thresholds of a manifest."""
        return reply(probabilities(self.logits, manifest), manifest)


def run(model: CategoryModel, articles: Sequence[Article]) -> list[Trial]:
    """Read articles; the category `none` means that the text is no news."""
    return [
        Trial(
            None if article.category == model.manifest.null_label else article.category,
            model.logits(article.text),
        )
        for article in articles
    ]


def given_scores(trials: Sequence[Trial], manifest: Manifest) -> tuple[list[float], list[bool]]:
    """Scores of the categories that were given, and whether each was right."""
    replies = [(trial.reply(manifest), trial) for trial in trials]
    given = [(answer, trial) for answer, trial in replies if answer.category is not None]
    return [answer.score for answer, _ in given], [answer.category == trial.category for answer, trial in given]


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
