"""What a text is about: any number of topics, each with a probability of its own."""

import numpy as np

from inference.contract import Topic
from inference.reading.onnx_model import Array
from inference.reading.windows import mean_of_windows
from inference.store.manifest import Manifest

EXPECTED_TOPICS = "expected_topics"
"""What a manifest calls the threshold of how many topics a text is expected to have: the sum of their probabilities."""


def topic_probabilities(topic_logits: Array, manifest: Manifest) -> Array:
    """Return the probability of each topic from the scores of each window, of shape (windows, topics).

    The manifest's `topic_scale` and `topic_shift` make scores honest; the mean over the windows is a weighted one.
    """
    (scale,), (shift,) = (
        manifest.calibration.get(name, (usual,)) for name, usual in (("topic_scale", 1.0), ("topic_shift", 0.0))
    )
    return mean_of_windows(1.0 / (1.0 + np.exp(-(scale * topic_logits + shift))))


def topics(topic_logits: Array | None, manifest: Manifest) -> list[Topic]:
    """The topics that reach their thresholds (`topic NAME`, a half where there is none), the likeliest first.

    None where all probabilities together stay below the threshold `expected_topics`: then the text is hardly news.
    """
    if topic_logits is None:
        return []
    likely = topic_probabilities(topic_logits, manifest)
    if likely.sum() < manifest.thresholds.get(EXPECTED_TOPICS, 0.0):
        return []
    scores = zip(manifest.topics, map(float, likely), strict=True)
    found = [Topic(name, score) for name, score in scores if score >= manifest.thresholds.get(threshold(name), 0.5)]
    return sorted(found, key=lambda topic: -topic.score)


def threshold(topic: str) -> str:
    """What a manifest calls the threshold of a topic."""
    return f"topic {topic}"
