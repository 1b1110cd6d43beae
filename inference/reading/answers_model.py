"""The answers model: the best span of a passage for a question, and what else the encoder says of it."""

import math
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from inference.reading.answer_list import marked_spans
from inference.reading.answer_spans import TokenSpan, best_span, whole_words
from inference.reading.first_look import Indices, first_look
from inference.reading.onnx_model import Array, OnnxModel, Row
from inference.reading.passage import Passage
from inference.reading.question_tokens import question_tokens
from inference.reading.questions.yes_no import asks_yes_or_no
from inference.reading.speakers import speaker
from inference.reading.verdicts import Judgement, judgement
from inference.reading.windows import windows
from inference.store.manifest import Input
from inference.store.model import Model

START, END, INSIDE, VERDICT = "start_logits", "end_logits", "inside_logits", "verdict_logits"
"""Outputs of the encoder. It may lack the last two: then there is one answer at most, and no verdict."""


class Candidate(msgspec.Struct, frozen=True):
    """The best span of a passage in code points.

    `margin` is its score above "no answer", in logits, less the logarithm of the number of windows: the more there are,
    the less an answer is to be expected in each. `share` is the span's probability among all spans of its window.
    `parts` are the spans of all answers, in order, where the model marks them. `judgement` is there where the question
    asks for yes or no and the model judges: then the span is what decides.
    """

    margin: float
    share: float
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()
    judgement: Judgement | None = None


class _Window(msgspec.Struct, frozen=True):
    """What the encoder says of some tokens of a passage, which are at `places`; `span` counts the passage's tokens.

    There is no span where it would join sentences that do not follow each other.
    """

    places: Indices
    span: TokenSpan | None
    inside: Array | None
    verdict: Array | None


class AnswersModel:
    """An extractive question answering model in ONNX, whose outputs `start_logits` and `end_logits` give a span.

    Position 0 stands for "no answer", as in SQuAD 2.0. `inside_logits`, where there are any, are above the manifest's
    threshold `inside` for tokens of answers; `verdict_logits` are in the order of the manifest's labels.
    """

    def __init__(self, model: Model) -> None:
        self.manifest = model.manifest
        self._onnx = OnnxModel.of(model)

    def best(self, question: str, context: str) -> Candidate | None:
        """Return the best span over all windows; None when the passage has no token to point at.

        Where the manifest has a threshold `first_look`, and the passage takes several windows, the sentences nearest to
        the question are read first, and all windows only if the best span of that look has a smaller margin. A verdict
        always takes all windows.
        """
        before = question_tokens(self._onnx.tokenizer, question, self.manifest.encoder_input)
        passage = Passage.of(context, self._onnx.tokenizer)
        everything = np.arange(len(passage.ids))
        if VERDICT in self._onnx.outputs and asks_yes_or_no(question):
            return self._judge(before, passage, everything)
        looked = self._look(before, passage) if len(passage.ids) > self.manifest.encoder_input.room(before) else None
        return looked or self._read(before, passage, everything)

    def _look(self, before: Sequence[int], passage: Passage) -> Candidate | None:
        threshold = self.manifest.thresholds.get("first_look")
        if threshold is None:
            return None
        candidate = self._read(before, passage, first_look(before, passage.ids, passage.sentences))
        return candidate if candidate and candidate.margin >= threshold else None

    def _read(self, before: Sequence[int], passage: Passage, places: Indices) -> Candidate | None:
        """The best span of some tokens of a passage, read in windows."""
        read = self._windows(before, passage, places)
        spans = [window.span for window in read if window.span]
        best = max(spans, key=lambda span: span.score, default=None)
        if best is None:
            return None
        return _candidate(passage, best, len(read), parts=self._parts(passage, read))

    def _judge(self, before: Sequence[int], passage: Passage, places: Indices) -> Candidate | None:
        """The span that decides, of the window whose verdict is least likely to be unknown."""
        read = self._windows(before, passage, places)
        judged = [
            (judgement(window.verdict, self.manifest.labels, len(read)), window.span)
            for window in read
            if window.verdict is not None and window.span
        ]
        if not judged:
            return None
        best, span = min(judged, key=lambda each: each[0].unknown)
        return _candidate(passage, span, len(read), judged=best)

    def _windows(self, before: Sequence[int], passage: Passage, places: Indices) -> list[_Window]:
        if len(places) == 0:
            return []
        spec = self.manifest.encoder_input
        room = spec.room(before)
        parts = [places[start:end] for start, end in windows(len(places), room, min(spec.overlap, room // 2))]
        rows = [pair_row(before, passage.ids[part].tolist(), spec) for part in parts]
        outputs_of = zip(self._onnx.run(rows), parts, strict=True)
        return [_window(outputs, len(before), passage, part) for outputs, part in outputs_of]

    def _parts(self, passage: Passage, read: Sequence[_Window]) -> tuple[tuple[int, int], ...]:
        """The spans of all answers: of tokens inside one, in any of the windows that hold an answer of their own."""
        least = self.manifest.thresholds.get("margin", 0.0) + math.log(len(read))
        inside = np.full(len(passage.ids), -np.inf, dtype=np.float32)
        for window in read:
            if window.inside is not None and window.span and window.span.score >= least:
                inside[window.places] = np.maximum(inside[window.places], window.inside)
        marked = np.flatnonzero(inside > self.manifest.thresholds.get("inside", 0.0))
        return marked_spans(passage.encoding, marked, passage.text)


def _candidate(
    passage: Passage,
    span: TokenSpan,
    read: int,
    *,
    parts: tuple[tuple[int, int], ...] = (),
    judged: Judgement | None = None,
) -> Candidate:
    words = whole_words(passage.encoding, span.first, span.last, passage.text)
    start, end = speaker(passage.text, *words) or words
    return Candidate(span.score - math.log(read), span.share, start, end, parts, judged)


def _window(outputs: Mapping[str, Array], before: int, passage: Passage, places: Indices) -> _Window:
    """The window holds the tokens at `places` behind as many others as `before` says."""
    inside = outputs.get(INSIDE)
    return _Window(
        places=places,
        span=_best_in(outputs, before, passage, places),
        inside=None if inside is None else inside[before : before + len(places)],
        verdict=outputs.get(VERDICT),
    )


def _best_in(outputs: Mapping[str, Array], before: int, passage: Passage, places: Indices) -> TokenSpan | None:
    """The best span of a window, in tokens of the passage, with its margin as its score."""
    start, end = outputs[START], outputs[END]
    inside = slice(before, before + len(places))
    span = best_span(start[inside], end[inside], passage.sentences[places], passage.cells[places])
    first, last = int(places[span.first]), int(places[span.last])
    if last - first != span.last - span.first:  # it joins sentences of a look that do not follow each other
        return None
    return TokenSpan(first, last, span.score - float(start[0] + end[0]), span.share)


def pair_row(before: Sequence[int], ids: Sequence[int], spec: Input) -> Row:
    """A passage behind its question; `before` is what `question_tokens` makes of that."""
    return Row([*before, *ids, *spec.suffix], [0] * len(before) + [1] * (len(ids) + len(spec.suffix)))
