"""The category reader: which kind of news a text is, or null when it looks like none."""

import numpy as np

from inference.contract import CategoryReply, CategoryRequest, Task
from inference.language import require_language
from inference.manifest import Manifest
from inference.models import Model, ModelRoot, load_model
from inference.onnx_model import Array, OnnxModel, Row
from inference.plain_text import plain
from inference.windows import windows


class CategoryModel:
    """A sequence classifier in ONNX, with the output `logits`."""

    def __init__(self, model: Model) -> None:
        self.manifest = model.manifest
        self._onnx = OnnxModel.of(model)

    def probabilities(self, text: str) -> Array:
        """Return the probability of each label, the mean over all windows of the text."""
        spec = self.manifest.input
        ids = self._onnx.tokenizer.encode(plain(text) if spec.plain else text, add_special_tokens=False).ids
        room = spec.max_tokens - len(spec.prefix) - len(spec.suffix)
        rows = []
        for start, end in windows(len(ids), room, min(spec.overlap, room // 2)):
            row = [*spec.prefix, *ids[start:end], *spec.suffix]
            rows.append(Row(row, [0] * len(row)))
        temperature = self.manifest.calibration.get("temperature", (1.0,))[0]
        logits = np.stack([outputs["logits"] for outputs in self._onnx.run(rows)]) / temperature
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        mean: Array = (powers / powers.sum(axis=-1, keepdims=True)).mean(axis=0)
        return mean


class CategoryReader:
    """Reads with the category model that is current below a models directory."""

    def __init__(self, models: ModelRoot) -> None:
        self._models = models
        self._model: CategoryModel | None = None

    def load(self) -> None:
        """Find, check and load the model; raises InferenceError `model_unavailable`."""
        self._load()

    def read(self, request: CategoryRequest) -> CategoryReply:
        """Categorise the whole text, however long; loads the model first if nobody did."""
        model = self._model or self._load()
        require_language(request.text, model.manifest.languages)
        return reply(model.probabilities(request.text), model.manifest)

    def _load(self) -> CategoryModel:
        self._model = CategoryModel(load_model(self._models, Task.CATEGORY))
        return self._model


def reply(probabilities: Array, manifest: Manifest) -> CategoryReply:
    """Name the most probable category unless it is below the manifest's threshold `score`.

    The manifest's `null_label` is the class of texts that are no news; it is not a category, and what it takes is
    missing from the sum of the scores.
    """
    scores = {
        label: float(probability)
        for label, probability in zip(manifest.labels, probabilities, strict=True)
        if label != manifest.null_label
    }
    best = max(scores, key=scores.__getitem__)
    none = 1.0 - sum(scores.values())
    known = scores[best] >= manifest.thresholds.get("score", 0.0) and scores[best] > none
    return CategoryReply(category=best if known else None, score=scores[best], scores=scores, model=manifest.model)
