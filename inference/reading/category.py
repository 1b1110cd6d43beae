"""The category reader: which kind of news a text is, or null when it looks like none; and what it is about."""

import msgspec
import numpy as np

from inference.contract import CategoryReply, CategoryRequest
from inference.reading.language import readable, require_language
from inference.reading.onnx_model import Array, OnnxModel, require_room, text_row
from inference.reading.plain_text import plain
from inference.reading.topics import topics
from inference.reading.windows import mean_of_windows, windows
from inference.store.manifest import Manifest
from inference.store.model import Model


class Reading(msgspec.Struct, frozen=True):
    """What a model makes of a text of so many tokens.

    `logits` have the shape (windows, labels), `topic_logits` (windows, topics); a model need not know topics.
    """

    logits: Array
    topic_logits: Array | None
    tokens: int


class CategoryModel:
    """A sequence classifier in ONNX, with the output `logits` and perhaps `topic_logits`."""

    def __init__(self, model: Model) -> None:
        self.manifest = model.manifest
        spec = self.manifest.encoder_input
        require_room(spec, len(spec.prefix), self.manifest.task)
        self._onnx = OnnxModel.of(model)

    def read(self, text: str) -> Reading:
        """Score every window of a text."""
        spec = self.manifest.encoder_input
        ids = self._onnx.tokenizer.encode(plain(text) if spec.plain else text, add_special_tokens=False).ids
        room = spec.room(spec.prefix)
        spans = windows(len(ids), room, min(spec.overlap, room // 2))
        outputs = self._onnx.run([text_row(ids[start:end], [0] * (end - start), spec) for start, end in spans])
        logits = np.stack([each["logits"] for each in outputs])
        topic_logits = np.stack([each["topic_logits"] for each in outputs]) if "topic_logits" in outputs[0] else None
        return Reading(logits, topic_logits, len(ids))

    def probabilities(self, text: str) -> Array:
        """Return the probability of each label."""
        return probabilities(self.read(text).logits, self.manifest)


class CategoryReader:
    """Answers requests with a model; making one raises InferenceError `model_unavailable` like `OnnxModel`."""

    def __init__(self, model: Model) -> None:
        self._model = CategoryModel(model)

    def read(self, request: CategoryRequest) -> CategoryReply:
        """Categorise the whole text, however long."""
        manifest = self._model.manifest
        require_language(request.text, manifest.languages)
        return reply(self._model.read(readable(request.text, manifest.languages)), manifest)


def probabilities(logits: Array, manifest: Manifest) -> Array:
    """Return the probability of each label: softmax at the manifest's `temperature`, weighted mean over the windows.

    The probability of the likeliest category then becomes what the manifest's `score_from` and `score_to` say: points
    of a rising line, which was fitted on held-out texts. The others keep their proportions.
    """
    scaled = logits / manifest.calibration.get("temperature", (1.0,))[0]
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    mean = mean_of_windows(powers / powers.sum(axis=-1, keepdims=True))
    top = int(mean.argmax())
    if "score_from" not in manifest.calibration or manifest.labels[top] == manifest.null_label:
        return mean
    before = float(mean[top])
    after = float(np.interp(before, manifest.calibration["score_from"], manifest.calibration["score_to"]))
    honest = mean * ((1.0 - after) / max(1.0 - before, 1e-9))
    honest[top] = after
    return honest


def reply(reading: Reading, manifest: Manifest) -> CategoryReply:
    """Name the most probable category, or null where it is not likely enough, and the topics that are.

    The manifest's `null_label` is the class of texts without a category; it is not one, and what it takes is missing
    from the sum of the scores. No category is named that is less probable than this class, or than `least_score` asks.
    """
    likely = probabilities(reading.logits, manifest)
    scores = {
        label: float(probability)
        for label, probability in zip(manifest.labels, likely, strict=True)
        if label != manifest.null_label
    }
    best = max(scores, key=scores.__getitem__)
    least = max(1.0 - sum(scores.values()), least_score(reading.tokens, manifest))
    return CategoryReply(
        category=best if scores[best] >= least else None,
        score=scores[best],
        scores=scores,
        model=manifest.model,
        topics=topics(reading.topic_logits, manifest),
    )


def least_score(tokens: int, manifest: Manifest) -> float:
    """What the score of a category must reach in a text of so many tokens: short texts need more evidence.

    That is the threshold `score` from `long_from` tokens on, and on a straight line to it from `short_score` for none.
    """
    thresholds = manifest.thresholds
    enough = thresholds.get("score", 0.0)
    shortness = max(0.0, 1.0 - tokens / thresholds.get("long_from", 1.0))
    return enough + shortness * (thresholds.get("short_score", enough) - enough)
