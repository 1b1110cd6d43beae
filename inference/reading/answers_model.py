"""The answers model: what its encoders say of a passage to a question, and which of them is asked."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from inference.reading.answers_encoder import AnswersEncoder, Candidate, Scale
from inference.reading.background_call import BackgroundCall
from inference.reading.first_look import first_look
from inference.reading.onnx_model import OnnxModel, open_graph, require_room
from inference.reading.passage import Passage
from inference.reading.question_tokens import question_tokens
from inference.reading.questions.yes_no import asks_yes_or_no
from inference.store.manifest import Manifest
from inference.store.model import Model

SHORT_TEXTS_FILE = "short_texts.onnx"
"""The graph that short texts are read with. A model may lack it: then `model.onnx` reads all."""


class Graphs(NamedTuple):
    """What a model's files hold: the graph that articles are read with, and perhaps one for short texts."""

    articles: OnnxModel
    short_texts: OnnxModel | None


def open_graphs(model: Model) -> Graphs:
    """Open both at once; raises InferenceError `model_unavailable` like `OnnxModel`."""
    has_second = SHORT_TEXTS_FILE in model.manifest.files
    second = BackgroundCall(lambda: open_graph(model, SHORT_TEXTS_FILE)) if has_second else None
    first = OnnxModel.of(model)
    return Graphs(first, OnnxModel(second.result(), first.tokenizer, first.spec) if second else None)


class AnswersModel:
    """An extractive question answering model in ONNX: an encoder that reads articles, and one for short texts.

    The manifest's thresholds `margin` and `inside` are what `Scale` calls `least` and `inside`. Passages of at most
    `short_tokens` tokens are read by the second encoder, which has a threshold `short_inside` of its own; its
    calibration `short_margin` (bias, slope) makes its margins comparable. It also judges, whatever the length; where
    that is not sure enough in a longer passage, the words that bear on the question are looked for instead.
    """

    def __init__(self, model: Model, graphs: Graphs | None = None) -> None:
        self.manifest = model.manifest
        spec = self.manifest.encoder_input
        require_room(spec, len(spec.prefix) + len(spec.separator), self.manifest.task)
        self._onnx, short_texts = graphs or open_graphs(model)
        self._articles = AnswersEncoder(self._onnx, self.manifest.labels, _scale(self.manifest))
        self._short_texts = self._articles
        if short_texts:
            self._short_texts = AnswersEncoder(short_texts, self.manifest.labels, _short_scale(self.manifest))

    def best(self, question: str, context: str) -> Candidate | None:
        """Return the best span over all windows; None when the passage has no token to point at.

        Where the manifest has a threshold `first_look`, and the passage takes several windows, the sentences nearest to
        the question are read first, and all windows only if the best span of that look has a smaller margin. A verdict
        always takes all windows.
        """
        spec = self._onnx.spec
        before = question_tokens(self._onnx.tokenizer, question, spec)
        passage = Passage.of(context, self._onnx.tokenizer)
        everything = np.arange(len(passage.ids))
        is_short = len(passage.ids) <= self.manifest.thresholds.get("short_tokens", 0)
        if self._short_texts.judges and asks_yes_or_no(question):
            judged = self._short_texts.judge(before, passage, everything)
            if is_short or self._is_settled(judged):
                return judged
        if is_short:
            return self._short_texts.find(before, passage, everything)
        looked = self._look(before, passage) if len(passage.ids) > spec.room(before) else None
        return looked or self._articles.find(before, passage, everything)

    def knows(self, word: str) -> bool:
        """Whether its vocabulary holds the word whole, as it does ordinary ones."""
        return len(self._onnx.tokenizer.encode(f" {word}", add_special_tokens=False).ids) == 1

    def _is_settled(self, judged: Candidate | None) -> bool:
        """Whether a verdict is said, or the text is likelier not to decide."""
        if judged is None or judged.judgement is None:
            return True
        return judged.judgement.likeliest is None or judged.judgement.verdict(self.manifest) is not None

    def _look(self, before: Sequence[int], passage: Passage) -> Candidate | None:
        threshold = self.manifest.thresholds.get("first_look")
        if threshold is None:
            return None
        candidate = self._articles.find(before, passage, first_look(before, passage.ids, passage.sentences))
        return candidate if candidate and candidate.margin >= threshold else None


def _scale(manifest: Manifest) -> Scale:
    least, inside = (manifest.thresholds.get(name, 0.0) for name in ("margin", "inside"))
    return Scale(short_text=False, bias=0.0, slope=1.0, least=least, inside=inside)


def _short_scale(manifest: Manifest) -> Scale:
    bias, slope = manifest.calibration.get("short_margin", (0.0, 1.0))
    least, inside = (manifest.thresholds.get(name, 0.0) for name in ("margin", "short_inside"))
    return Scale(short_text=True, bias=bias, slope=slope, least=least, inside=inside)
