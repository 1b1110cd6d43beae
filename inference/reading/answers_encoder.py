"""One encoder of an answers model: the best span of some tokens of a passage, and what else it says of them."""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec
import numpy as np

from inference.reading.answer_list import Spans, marked_spans
from inference.reading.answer_spans import TokenSpan, best_span, whole_words
from inference.reading.first_look import Indices
from inference.reading.onnx_model import Array, Row
from inference.reading.passage import Passage
from inference.reading.speakers import speaker
from inference.reading.verdicts import Judgement, judgement
from inference.reading.windows import windows
from inference.store.manifest import Input

START, END, INSIDE, VERDICT = "start_logits", "end_logits", "inside_logits", "verdict_logits"
"""Outputs of an encoder. It may lack the last two: then there is one answer at most, and no verdict."""

NO_ANSWER = 0
"""The position that stands for "no answer", as in SQuAD 2.0. Its `inside` logit says that there are several."""


class Graph(Protocol):
    """An encoder's graph, or several read as one: rows of token ids in, arrays by name out."""

    spec: Input
    outputs: list[str]

    def run(self, rows: Sequence[Row]) -> Sequence[Mapping[str, Array]]: ...


class Candidate(msgspec.Struct, frozen=True):
    """The best span of a passage in code points.

    `margin` is its score above "no answer", in logits, less the logarithm of the number of windows: the more there are,
    the less an answer is to be expected in each. `share` is the span's probability among all spans of its window.
    `parts` are the spans of all answers, in order, where the model marks them. `judgement` is there where the question
    asks for yes or no and the model judges: then the span is what decides. The names of its scores' calibration begin
    with `prefix`, since each encoder has its own.
    """

    margin: float
    share: float
    start: int
    end: int
    parts: Spans = ()
    judgement: Judgement | None = None
    prefix: str = ""


class Scale(msgspec.Struct, frozen=True):
    """What makes the logits of encoders comparable.

    `prefix` says which encoder's they are. A margin m counts as `bias` + `slope` m. Tokens whose logit is above
    `inside` belong to one of the answers, in windows whose span has a margin of at least `least`, counted so. There is
    more than one answer where the logit that says so is above `several` in one of these windows.
    """

    prefix: str
    bias: float
    slope: float
    least: float
    inside: float
    several: float

    def margin(self, logits: float) -> float:
        """How far a span is above "no answer"."""
        return self.bias + self.slope * logits


class _Window(msgspec.Struct, frozen=True):
    """What the encoder says of some tokens of a passage, which are at `places`; `span` counts the passage's tokens.

    There is no span where it would join sentences that do not follow each other. `several` is the logit that there is
    more than one answer.
    """

    places: Indices
    span: TokenSpan | None
    inside: Array | None
    several: float
    verdict: Array | None


class AnswersEncoder:
    """An encoder in ONNX, whose outputs `start_logits` and `end_logits` give a span.

    Position 0 stands for "no answer", as in SQuAD 2.0. `inside_logits`, where there are any, are high for tokens of
    answers; `verdict_logits` are in the order of `labels`.
    """

    def __init__(self, onnx: Graph, labels: Sequence[str], scale: Scale) -> None:
        self._onnx = onnx
        self._labels = labels
        self._scale = scale

    @property
    def judges(self) -> bool:
        """Whether it tells yes from no."""
        return VERDICT in self._onnx.outputs

    def find(self, before: Sequence[int], passage: Passage, places: Indices) -> Candidate | None:
        """The best span of the tokens at `places`, behind the question's; None where there is none to point at."""
        read = self._windows(before, passage, places)
        best = max((window.span for window in read if window.span), key=lambda span: span.score, default=None)
        if best is None:
            return None
        return self._candidate(passage, best, len(read), parts=self._parts(passage, read))

    def parts(self, before: Sequence[int], passage: Passage, places: Indices) -> Spans:
        """The spans of all answers among the tokens at `places`; none where there is one answer at most."""
        return self._parts(passage, self._windows(before, passage, places))

    def judge(self, before: Sequence[int], passage: Passage, places: Indices, threshold: str) -> Candidate | None:
        """The span that decides, of the window whose verdict is least likely to be unknown.

        It is said from the manifest's threshold of this name on.
        """
        read = self._windows(before, passage, places)
        judged = [
            (judgement(window.verdict, self._labels, len(read)), window.span)
            for window in read
            if window.verdict is not None and window.span
        ]
        if not judged:
            return None
        best, span = min(judged, key=lambda each: each[0].unknown)
        judged_by = msgspec.structs.replace(best, threshold=threshold)
        return self._candidate(passage, span, len(read), judged=judged_by)

    def _windows(self, before: Sequence[int], passage: Passage, places: Indices) -> list[_Window]:
        if len(places) == 0:
            return []
        spec = self._onnx.spec
        room = spec.room(before)
        parts = [places[start:end] for start, end in windows(len(places), room, min(spec.overlap, room // 2))]
        rows = [pair_row(before, passage.ids[part].tolist(), spec) for part in parts]
        outputs_of = zip(self._onnx.run(rows), parts, strict=True)
        return [self._window(outputs, len(before), passage, part) for outputs, part in outputs_of]

    def _window(self, outputs: Mapping[str, Array], before: int, passage: Passage, places: Indices) -> _Window:
        """The window holds the tokens at `places` behind as many others as `before` says."""
        inside = outputs.get(INSIDE)
        return _Window(
            places=places,
            span=self._best_in(outputs, before, passage, places),
            inside=None if inside is None else inside[before : before + len(places)],
            several=-math.inf if inside is None else float(inside[NO_ANSWER]),
            verdict=outputs.get(VERDICT),
        )

    def _best_in(
        self, outputs: Mapping[str, Array], before: int, passage: Passage, places: Indices
    ) -> TokenSpan | None:
        """The best span of a window, in tokens of the passage, with its margin as its score."""
        start, end = outputs[START], outputs[END]
        inside = slice(before, before + len(places))
        span = best_span(start[inside], end[inside], passage.sentences[places], passage.cells[places])
        first, last = int(places[span.first]), int(places[span.last])
        if last - first != span.last - span.first:  # it joins sentences of a look that do not follow each other
            return None
        above = span.score - float(start[NO_ANSWER] + end[NO_ANSWER])
        return TokenSpan(first, last, self._scale.margin(above), span.share)

    def _candidate(
        self,
        passage: Passage,
        span: TokenSpan,
        read: int,
        *,
        parts: Spans = (),
        judged: Judgement | None = None,
    ) -> Candidate:
        words = whole_words(passage.encoding, span.first, span.last, passage.text)
        start, end = speaker(passage.text, *words) or words
        return Candidate(span.score - math.log(read), span.share, start, end, parts, judged, prefix=self._scale.prefix)

    def _parts(self, passage: Passage, read: Sequence[_Window]) -> Spans:
        """The spans of all answers: of tokens inside one, in any of the windows that hold an answer of their own."""
        least = self._scale.least + math.log(len(read)) if read else math.inf
        answering = [window for window in read if window.span and window.span.score >= least]
        if not any(window.several > self._scale.several for window in answering):
            return ()
        inside = np.full(len(passage.ids), -np.inf, dtype=np.float32)
        for window in answering:
            if window.inside is not None:
                inside[window.places] = np.maximum(inside[window.places], window.inside)
        marked = np.flatnonzero(inside > self._scale.inside)
        spans = marked_spans(passage.encoding, marked, passage.text)
        return tuple(sorted({speaker(passage.text, *span) or span for span in spans}))


def pair_row(before: Sequence[int], ids: Sequence[int], spec: Input) -> Row:
    """A passage behind its question; `before` is what `question_tokens` makes of that."""
    return Row([*before, *ids, *spec.suffix], [0] * len(before) + [1] * (len(ids) + len(spec.suffix)))
