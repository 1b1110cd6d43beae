"""The category reader: which kind of news a text is, or null when it looks like none."""

import numpy as np

from inference.contract import CategoryReply, CategoryRequest
from inference.reading.language import readable, require_language
from inference.reading.onnx_model import Array, OnnxModel, text_row
from inference.reading.plain_text import plain
from inference.reading.windows import windows
from inference.store.manifest import Manifest
from inference.store.model import Model

FIRST_WINDOW = 2.0
"""Weight of a text's first window against 1 for each other: news say first what they are about."""

HALF = 0.5
"""What has more than this is the likeliest for certain."""


class CategoryModel:
    """A sequence classifier in ONNX, with the output `logits`."""

    def __init__(self, model: Model) -> None:
        self.manifest = model.manifest
        self._onnx = OnnxModel.of(model)

    def logits(self, text: str) -> Array:
        """Return the scores of every window of a text, of shape (windows, labels)."""
        spec = self.manifest.encoder_input
        ids = self._onnx.tokenizer.encode(plain(text) if spec.plain else text, add_special_tokens=False).ids
        room = spec.room(spec.prefix)
        spans = windows(len(ids), room, min(spec.overlap, room // 2))
        rows = [text_row(ids[start:end], [0] * (end - start), spec) for start, end in spans]
        return np.stack([outputs["logits"] for outputs in self._onnx.run(rows)])

    def probabilities(self, text: str) -> Array:
        """Return the probability of each label."""
        return probabilities(self.logits(text), self.manifest)


class CategoryReader:
    """Answers requests with a model; making one raises InferenceError `model_unavailable` like `OnnxModel`."""

    def __init__(self, model: Model) -> None:
        self._model = CategoryModel(model)

    def read(self, request: CategoryRequest) -> CategoryReply:
        """Categorise the whole text, however long."""
        manifest = self._model.manifest
        require_language(request.text, manifest.languages)
        return reply(self._model.probabilities(readable(request.text, manifest.languages)), manifest)


def probabilities(logits: Array, manifest: Manifest) -> Array:
    """Return the probability of each label: softmax at the manifest's `temperature`, weighted mean over the windows.

    The probability of the likeliest category then becomes what the manifest's `score_from` and `score_to` say: points
    of a rising line, which was fitted on held-out texts. The others keep their proportions.
    """
    scaled = logits / manifest.calibration.get("temperature", (1.0,))[0]
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    weights = np.ones(len(logits), dtype=np.float32)
    weights[0] = FIRST_WINDOW
    mean: Array = np.average(powers / powers.sum(axis=-1, keepdims=True), axis=0, weights=weights)
    top = int(mean.argmax())
    if "score_from" not in manifest.calibration or manifest.labels[top] == manifest.null_label:
        return mean
    before = float(mean[top])
    after = float(np.interp(before, manifest.calibration["score_from"], manifest.calibration["score_to"]))
    honest = mean * ((1.0 - after) / max(1.0 - before, 1e-9))
    honest[top] = after
    return honest


def reply(likely: Array, manifest: Manifest) -> CategoryReply:
    """Name the most probable category, or null where the manifest's thresholds are not met.

    The manifest's `null_label` is the class of texts that are no news; it is not a category, and what it takes is
    missing from the sum of the scores. From the threshold `none` on (a half where the manifest has none) the text is no
    news; below `score`, as a share of what all categories have, no category stands out.
    """
    scores = {
        label: float(probability)
        for label, probability in zip(manifest.labels, likely, strict=True)
        if label != manifest.null_label
    }
    best = max(scores, key=scores.__getitem__)
    news = sum(scores.values())
    is_news = 1.0 - news < manifest.thresholds.get("none", HALF)
    stands_out = scores[best] >= manifest.thresholds.get("score", 0.0) * news
    category = best if is_news and stands_out else None
    return CategoryReply(category=category, score=scores[best], scores=scores, model=manifest.model)
