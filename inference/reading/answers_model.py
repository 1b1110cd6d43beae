"""The answers model: what its encoders say of a passage to a question, and which of them is asked."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from inference.reading.answers_encoder import END, START, AnswersEncoder, Candidate, Scale
from inference.reading.background_call import BackgroundCall
from inference.reading.first_look import Indices, first_look
from inference.reading.mean_graph import MeanGraph
from inference.reading.onnx_model import OnnxModel, open_graph, require_room
from inference.reading.passage import Passage
from inference.reading.question_tokens import question_tokens
from inference.reading.questions.yes_no import asks_yes_or_no
from inference.reading.verdicts import LONG_VERDICT, VERDICT
from inference.store.manifest import Manifest
from inference.store.model import Model

SHORT_TEXTS_FILE = "short_texts.onnx"
"""The graph that short texts are read with. A model may lack it: then `model.onnx` reads all."""

SHARE_OF_SHORT_TEXTS = 0.3
"""What that graph's scores weigh where both read a passage. Of 0, 0.3, 0.5, 0.7 and 1, this one tells best which
passages of 65 to 128 tokens of an article hold no answer (docs/experiments.md)."""


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
    calibration `short_margin` (bias, slope) makes its margins comparable. Passages of at most `both_tokens` are read by
    both: a mean of their scores says where the answer is, with a calibration `both_margin`.

    The second one also judges, whatever the length; where that is not sure enough in a longer passage, by a threshold
    `long_verdict`, the words that bear on the question are looked for instead. And it says which are the answers where
    the first one finds several; from a threshold `several` on there is more than one.
    """

    def __init__(self, model: Model, graphs: Graphs | None = None) -> None:
        self.manifest = model.manifest
        spec = self.manifest.encoder_input
        require_room(spec, len(spec.prefix) + len(spec.separator), self.manifest.task)
        self._onnx, short_texts = graphs or open_graphs(model)
        labels = self.manifest.labels
        self._articles = AnswersEncoder(self._onnx, labels, _scale(self.manifest))
        self._short_texts = self._both = self._articles
        if short_texts:
            self._short_texts = AnswersEncoder(short_texts, labels, _short_scale(self.manifest, "short_"))
            both = MeanGraph(short_texts, self._onnx, (START, END), SHARE_OF_SHORT_TEXTS)
            self._both = AnswersEncoder(both, labels, _short_scale(self.manifest, "both_"))

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
            threshold = VERDICT if is_short else LONG_VERDICT
            judged = self._short_texts.judge(before, passage, everything, threshold)
            if is_short or self._is_settled(judged):
                return judged
        if is_short:
            return self._short_texts.find(before, passage, everything)
        if len(passage.ids) <= self.manifest.thresholds.get("both_tokens", 0):
            return self._both.find(before, passage, everything)
        if len(passage.ids) > spec.room(before) and (looked := self._look(before, passage)):
            return looked
        return self._found(before, passage, everything)

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
        candidate = self._found(before, passage, first_look(before, passage.ids, passage.sentences))
        return candidate if candidate and candidate.margin >= threshold else None

    def _found(self, before: Sequence[int], passage: Passage, places: Indices) -> Candidate | None:
        candidate = self._articles.find(before, passage, places)
        if candidate is None or len(candidate.parts) < 2 or self._short_texts is self._articles:
            return candidate
        return msgspec.structs.replace(candidate, parts=self._short_texts.parts(before, passage, places))


def _scale(manifest: Manifest) -> Scale:
    least, inside = (manifest.thresholds.get(name, 0.0) for name in ("margin", "inside"))
    return Scale(prefix="", bias=0.0, slope=1.0, least=least, inside=inside, several=-math.inf)


def _short_scale(manifest: Manifest, prefix: str) -> Scale:
    """Of the encoder of short texts, whose marks are also those of both."""
    bias, slope = manifest.calibration.get(f"{prefix}margin", (0.0, 1.0))
    least, inside = (manifest.thresholds.get(name, 0.0) for name in ("margin", "short_inside"))
    several = manifest.thresholds.get("several", -math.inf)
    return Scale(prefix=prefix, bias=bias, slope=slope, least=least, inside=inside, several=several)
