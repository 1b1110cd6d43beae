"""The answer reader: the span of a passage that answers a question, or null when the passage does not say."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from inference.contract import AnswersReply, AnswersRequest, Span
from inference.reading.answer_spans import TokenSpan, best_span, sentence_numbers, whole_words
from inference.reading.first_look import Indices, first_look
from inference.reading.language import require_language
from inference.reading.lines import part_lines
from inference.reading.onnx_model import Array, OnnxModel, Row
from inference.reading.question_tokens import question_tokens
from inference.reading.sentences import sentence_around
from inference.reading.windows import windows
from inference.store.manifest import Input, Manifest
from inference.store.model import Model

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer


class Candidate(msgspec.Struct, frozen=True):
    """The best span of a passage in code points.

    `margin` is its score above "no answer", in logits, less the logarithm of the number of windows: the more there are,
    the less an answer is to be expected in each. `share` is the span's probability among all spans of its window.
    """

    margin: float
    share: float
    start: int
    end: int


class Passage(msgspec.Struct, frozen=True):
    """A passage in tokens, with the id of each and the number of its sentence."""

    text: str
    encoding: "Encoding"
    ids: Indices
    sentences: Indices

    @classmethod
    def of(cls, text: str, tokenizer: "Tokenizer") -> "Passage":
        """Cut a text into tokens."""
        encoding = tokenizer.encode(part_lines(text), add_special_tokens=False)
        return cls(text, encoding, np.array(encoding.ids, dtype=np.int64), sentence_numbers(encoding, text))


class AnswersModel:
    """An extractive question answering model in ONNX, with outputs `start_logits` and `end_logits`.

    Position 0 stands for "no answer", as in SQuAD 2.0.
    """

    def __init__(self, model: Model) -> None:
        self.manifest = model.manifest
        self._onnx = OnnxModel.of(model)

    def best(self, question: str, context: str) -> Candidate | None:
        """Return the best span over all windows; None when the passage has no token to point at.

        Where the manifest has a threshold `first_look`, and the passage takes several windows, the sentences nearest to
        the question are read first, and all windows only if the best span of that look has a smaller margin.
        """
        before = question_tokens(self._onnx.tokenizer, question, self.manifest.encoder_input)
        passage = Passage.of(context, self._onnx.tokenizer)
        looked = self._look(before, passage) if len(passage.ids) > self.manifest.encoder_input.room(before) else None
        return looked or self._read(before, passage, np.arange(len(passage.ids)))

    def _look(self, before: Sequence[int], passage: Passage) -> Candidate | None:
        threshold = self.manifest.thresholds.get("first_look")
        if threshold is None:
            return None
        candidate = self._read(before, passage, first_look(before, passage.ids, passage.sentences))
        return candidate if candidate and candidate.margin >= threshold else None

    def _read(self, before: Sequence[int], passage: Passage, places: Indices) -> Candidate | None:
        """The best span of some tokens of a passage, read in windows."""
        if len(places) == 0:
            return None
        spec = self.manifest.encoder_input
        room = spec.room(before)
        parts = [places[start:end] for start, end in windows(len(places), room, min(spec.overlap, room // 2))]
        rows = [pair_row(before, passage.ids[part].tolist(), spec) for part in parts]
        found = [
            span
            for outputs, part in zip(self._onnx.run(rows), parts, strict=True)
            if (span := _best_in(outputs, len(before), passage, part))
        ]
        best = max(found, key=lambda span: span.score, default=None)
        if best is None:
            return None
        margin = best.score - math.log(len(parts))
        return Candidate(margin, best.share, *whole_words(passage.encoding, best.first, best.last, passage.text))


class AnswersReader:
    """Answers requests with a model; making one raises InferenceError `model_unavailable` like `OnnxModel`."""

    def __init__(self, model: Model) -> None:
        self._model = AnswersModel(model)

    def read(self, request: AnswersRequest) -> AnswersReply:
        """Answer from the whole passage, however long."""
        manifest = self._model.manifest
        require_language(request.context, manifest.languages)
        return reply(self._model.best(request.question, request.context), manifest, request.context)


def _best_in(outputs: Mapping[str, Array], before: int, passage: Passage, places: Indices) -> TokenSpan | None:
    """The best span of a window, in tokens of the passage, with its margin as its score.

    The window holds the tokens at `places` behind as many others as `before` says.
    """
    start, end = outputs["start_logits"], outputs["end_logits"]
    inside = slice(before, before + len(places))
    span = best_span(start[inside], end[inside], passage.sentences[places])
    first, last = int(places[span.first]), int(places[span.last])
    if last - first != span.last - span.first:  # it joins sentences of a look that do not follow each other
        return None
    return TokenSpan(first, last, span.score - float(start[0] + end[0]), span.share)


def pair_row(before: Sequence[int], ids: Sequence[int], spec: Input) -> Row:
    """A passage behind its question; `before` is what `question_tokens` makes of that."""
    return Row([*before, *ids, *spec.suffix], [0] * len(before) + [1] * (len(ids) + len(spec.suffix)))


def reply(candidate: Candidate | None, manifest: Manifest, context: str) -> AnswersReply:
    """Turn the best span into a reply; a margin below the manifest's threshold `margin` means null.

    The manifest's calibration `answer` holds weights (bias, margin, log share) and `null` weights (bias, margin) of
    logistic regressions fitted on held-out questions.
    """
    margin = candidate.margin if candidate else -math.inf
    if candidate is None or margin < manifest.thresholds.get("margin", 0.0):
        bias, slope = manifest.calibration.get("null", (0.0, -1.0))
        score = _logistic(bias + slope * max(margin, -50.0))
        return AnswersReply(answer=None, score=score, start=None, end=None, evidence=None, model=manifest.model)
    bias, slope, share = manifest.calibration.get("answer", (0.0, 1.0, 0.0))
    start, end = sentence_around(context, candidate.start, candidate.end)
    return AnswersReply(
        answer=context[candidate.start : candidate.end],
        score=_logistic(bias + slope * margin + share * math.log(candidate.share)),
        start=candidate.start,
        end=candidate.end,
        evidence=Span(start=start, end=end),
        model=manifest.model,
    )


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value))))
