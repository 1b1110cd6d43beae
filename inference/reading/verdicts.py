"""Yes, no or unknown: what the encoder makes of a question that asks for yes or no."""

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from inference.contract import Verdict
from inference.reading.logistic import logistic
from inference.reading.onnx_model import Array
from inference.store.manifest import Manifest

UNKNOWN = "unknown"
"""The label of a text that does not say."""

VERDICT, LONG_VERDICT = "verdict", "long_verdict"
"""Thresholds of a manifest: a score from which on a verdict is said, of short texts and of longer ones."""


class Judgement(msgspec.Struct, frozen=True):
    """Logarithms of the probabilities of a verdict, over the whole text, and the threshold that it must reach."""

    yes: float
    no: float
    unknown: float
    threshold: str = VERDICT

    @property
    def likeliest(self) -> Verdict | None:
        """Yes or no; None where it is likelier that the text does not say."""
        if self.unknown >= max(self.yes, self.no):
            return None
        return Verdict.YES if self.yes >= self.no else Verdict.NO

    @property
    def margin(self) -> float:
        """How far the likeliest of the three is above the second, in logits: the feature that scores are fitted on."""
        second, highest = sorted((self.yes, self.no, self.unknown))[1:]
        return highest - second

    def score(self, calibration: Mapping[str, Sequence[float]]) -> float:
        """The probability that the verdict is right, None among them.

        The manifest's calibration `verdict` holds the weights (bias, margin) of a logistic regression.
        """
        bias, slope = calibration.get("verdict", (0.0, 1.0))
        return logistic(bias + slope * self.margin)

    def verdict(self, manifest: Manifest) -> Verdict | None:
        """What is said: the likeliest, where its score reaches its threshold, `verdict` if the manifest lacks it."""
        least = manifest.thresholds.get(self.threshold, manifest.thresholds.get(VERDICT, 0.0))
        return self.likeliest if self.score(manifest.calibration) >= least else None


def judgement(logits: Array, labels: Sequence[str], windows: int) -> Judgement:
    """Judge by the logits of one window of a text, which are in the order of the labels.

    The more windows a text has, the less each is expected to decide: their number is taken off the odds.
    """
    by_label = dict(zip(labels, (float(logit) for logit in logits), strict=True))
    scores = np.array([by_label["yes"], by_label["no"], by_label[UNKNOWN] + math.log(windows)])
    highest = float(scores.max())
    whole = highest + math.log(float(np.exp(scores - highest).sum()))
    yes, no, unknown = (float(score) - whole for score in scores)
    return Judgement(yes, no, unknown)
