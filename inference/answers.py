"""The answer reader: the span of a passage that answers a question, or null when the passage does not say."""

import math
from collections.abc import Sequence

import msgspec

from inference.answer_spans import best_span, sentence_numbers, whole_words
from inference.contract import AnswersReply, AnswersRequest, Span
from inference.language import require_language
from inference.manifest import Input, Manifest
from inference.models import Model
from inference.onnx_model import OnnxModel, Row
from inference.question_tokens import question_tokens
from inference.sentences import sentence_around
from inference.windows import windows


class Candidate(msgspec.Struct, frozen=True):
    """The best span of a passage in code points.

    `margin` is its score above "no answer", in logits. `share` is the span's probability among all spans of its
    window.
    """

    margin: float
    share: float
    start: int
    end: int


class AnswersModel:
    """An extractive question answering model in ONNX, with outputs `start_logits` and `end_logits`.

    Position 0 stands for "no answer", as in SQuAD 2.0.
    """

    def __init__(self, model: Model) -> None:
        self.manifest = model.manifest
        self._onnx = OnnxModel.of(model)

    def best(self, question: str, context: str) -> Candidate | None:
        """Return the best span over all windows; None when the passage has no token to point at."""
        spec = self.manifest.input
        before = question_tokens(self._onnx.tokenizer, question, spec)
        encoding = self._onnx.tokenizer.encode(context, add_special_tokens=False)
        room = spec.room(before)
        spans = list(windows(len(encoding), room, min(spec.overlap, room // 2)))
        rows = [pair_row(before, encoding.ids[start:end], spec) for start, end in spans]
        sentences = sentence_numbers(encoding, context)
        best: Candidate | None = None
        for outputs, (first, last) in zip(self._onnx.run(rows), spans, strict=True):
            start, end = outputs["start_logits"], outputs["end_logits"]
            inside = slice(len(before), len(before) + last - first)
            if last == first:
                continue
            span = best_span(start[inside], end[inside], sentences[first:last])
            margin = span.score - float(start[0] + end[0])
            if best is None or margin > best.margin:
                place = whole_words(encoding, first + span.first, first + span.last, context)
                best = Candidate(margin, span.share, *place)
        return best


class AnswersReader:
    """Answers requests with a model; making one raises InferenceError `model_unavailable` like `OnnxModel`."""

    def __init__(self, model: Model) -> None:
        self._model = AnswersModel(model)

    def read(self, request: AnswersRequest) -> AnswersReply:
        """Answer from the whole passage, however long."""
        manifest = self._model.manifest
        require_language(request.context, manifest.languages)
        return reply(self._model.best(request.question, request.context), manifest, request.context)


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
