"""The answer reader: what a passage says to a question, with its evidence, or null when it does not say."""

import math
import re

import msgspec

from inference.contract import Answer, AnswersReply, AnswersRequest, Span, Unsupported, Verdict
from inference.reading.answer_list import answers
from inference.reading.answers_encoder import Candidate
from inference.reading.answers_model import AnswersModel
from inference.reading.hedges import hedge
from inference.reading.language import readable, require_language, require_script
from inference.reading.logistic import logistic
from inference.reading.questions.counts import asks_how_many, is_quantity
from inference.reading.questions.reasons import asks_why, gives_reason
from inference.reading.questions.spelling import as_meant
from inference.reading.questions.unsupported import PRECISION as UNSUPPORTED_PRECISION
from inference.reading.questions.unsupported import unsupported
from inference.reading.records.found import PRECISION, Blank, Found, Judged
from inference.reading.sentences import sentence_around
from inference.reading.verdicts import Judgement
from inference.store.manifest import Manifest
from inference.store.model import Model

REASON_MARGIN = 5.0
"""Margin below which what answers a "why" must be marked as a reason, where the manifest has no threshold `reason`."""

_DIGIT = re.compile(r"\d")


class AnswersReader:
    """Answers requests with a model; making one raises InferenceError `model_unavailable` like `OnnxModel`."""

    def __init__(self, model: Model) -> None:
        self._model = AnswersModel(model)

    def read(self, request: AnswersRequest) -> AnswersReply:
        """Answer from the whole passage, however long."""
        manifest = self._model.manifest
        require_language(request.context, manifest.languages)
        require_script(request.question, manifest.languages)
        question = request.question
        if manifest.languages == ("en",):
            question = as_meant(question, request.context, self._model.knows)
        if kind := unsupported(question, request.context):
            return _null(manifest, UNSUPPORTED_PRECISION, kind)
        text = readable(request.context, manifest.languages)
        if found := _look_up(question, text):
            return _looked_up(found, manifest, request.context)
        candidate = _as_corrected(self._model.best(question, text), question, text)
        return reply(candidate, manifest, question, request.context)


def reply(candidate: Candidate | None, manifest: Manifest, question: str, context: str) -> AnswersReply:
    """Turn the best span into a reply; a margin below the manifest's threshold `margin` means null.

    The manifest's calibration `answer` holds weights (bias, margin, log share) and `null` weights (bias, margin) of
    logistic regressions fitted on held-out questions; `short_answer` and `short_null`, `both_answer` and `both_null`
    those of short texts and of what both encoders read, where there are such. Yes and no are said from the threshold
    `verdict` on, a score, or `long_verdict` of longer texts.
    """
    if candidate is None:
        return _null(manifest, null_score(-math.inf, manifest))
    if candidate.judgement:
        return _verdict(candidate, candidate.judgement, manifest, question, context)
    least = manifest.thresholds.get("margin", 0.0)
    if candidate.margin < least:
        return _null(manifest, null_score(candidate.margin, manifest, prefix=candidate.prefix))
    if asks_how_many(question) and not is_quantity(context[candidate.start : candidate.end]):
        return _null(manifest, null_score(least, manifest, prefix=candidate.prefix), Unsupported.COUNT)
    is_no_reason = asks_why(question) and _is_no_reason(candidate, manifest, context)
    if is_no_reason or _is_other_amount(question, context[candidate.start : candidate.end]):
        return _null(manifest, null_score(least, manifest, prefix=candidate.prefix))
    return _answer(candidate, manifest, question, context)


def null_score(margin: float, manifest: Manifest, *, prefix: str = "") -> float:
    """The probability that the text does not say, where the best span has this margin."""
    bias, slope = _weights(manifest, "null", (0.0, -1.0), prefix)
    return logistic(bias + slope * max(margin, -50.0))


def _weights(manifest: Manifest, name: str, usual: tuple[float, ...], prefix: str) -> tuple[float, ...]:
    fitted = manifest.calibration
    return fitted.get(f"{prefix}{name}") or fitted.get(name, usual)


def _null(manifest: Manifest, score: float, kind: Unsupported | None = None) -> AnswersReply:
    return AnswersReply(
        answer=None, score=score, start=None, end=None, evidence=None, model=manifest.model, unsupported=kind
    )


def _is_no_reason(candidate: Candidate, manifest: Manifest, context: str) -> bool:
    return candidate.margin < manifest.thresholds.get("reason", REASON_MARGIN) and not gives_reason(
        context, candidate.start, candidate.end
    )


def _is_other_amount(question: str, answer: str) -> bool:
    if not _DIGIT.search(answer):
        return False
    from inference.reading.questions.dimensions import measures_something_else  # noqa: PLC0415 - slow patterns

    return measures_something_else(question, answer)


def _verdict(candidate: Candidate, judged: Judgement, manifest: Manifest, question: str, context: str) -> AnswersReply:
    score = judged.score(manifest.calibration)
    if judged.likeliest is None:
        return _null(manifest, score)
    verdict = judged.verdict(manifest)
    if verdict is None:
        return _null(manifest, math.exp(judged.unknown))
    start, end = sentence_around(context, candidate.start, candidate.end)
    return AnswersReply(
        answer=None,
        score=score,
        start=None,
        end=None,
        evidence=Span(start=start, end=end),
        model=manifest.model,
        verdict=verdict,
        hedged=hedge(question, context[start:end], candidate.start - start, candidate.end - start),
    )


def _answer(candidate: Candidate, manifest: Manifest, question: str, context: str) -> AnswersReply:
    bias, slope, share = _weights(manifest, "answer", (0.0, 1.0, 0.0), candidate.prefix)
    start, end = sentence_around(context, candidate.start, candidate.end)
    return AnswersReply(
        answer=context[candidate.start : candidate.end],
        score=logistic(bias + slope * candidate.margin + share * math.log(candidate.share)),
        start=candidate.start,
        end=candidate.end,
        evidence=Span(start=start, end=end),
        model=manifest.model,
        answers=answers(context, (candidate.start, candidate.end), candidate.parts),
        hedged=hedge(question, context[start:end], candidate.start - start, candidate.end - start),
    )


def _as_corrected(candidate: Candidate | None, question: str, text: str) -> Candidate | None:
    if candidate is None or candidate.judgement or not _DIGIT.search(text, candidate.start, candidate.end):
        return candidate
    from inference.reading.corrections import corrected  # noqa: PLC0415 - most answers hold no number

    place = corrected(question, text, candidate.start, candidate.end)
    return msgspec.structs.replace(candidate, start=place[0], end=place[1], parts=()) if place else candidate


def _look_up(question: str, text: str) -> Found | Judged | Blank | None:
    if "\n" not in text:
        return None
    from inference.reading.records.look_up import looked_up  # noqa: PLC0415 - a tenth of the time to a first reply

    return looked_up(question, text)


def _looked_up(found: Found | Judged | Blank, manifest: Manifest, context: str) -> AnswersReply:
    """The evidence of a cell or an item is its line; one that is blank means null."""
    if isinstance(found, Blank):
        return _null(manifest, PRECISION)
    if isinstance(found, Judged):
        return AnswersReply(
            answer=None,
            score=PRECISION,
            start=None,
            end=None,
            evidence=_lines_around(context, found.start, found.end),
            model=manifest.model,
            verdict=Verdict.YES if found.is_so else Verdict.NO,
        )
    return AnswersReply(
        answer=context[found.start : found.end],
        score=PRECISION,
        start=found.start,
        end=found.end,
        evidence=_lines_around(context, found.start, found.end),
        model=manifest.model,
        answers=[
            Answer(text=context[start:end], start=start, end=end, evidence=_lines_around(context, start, end))
            for start, end in found.parts or [(found.start, found.end)]
        ],
    )


def _lines_around(text: str, start: int, end: int) -> Span:
    """The whole lines that a span stands in, without the white space around them."""
    first = text.rfind("\n", 0, start) + 1
    behind = text.find("\n", end)
    lines = text[first : behind if behind >= 0 else len(text)]
    first += len(lines) - len(lines.lstrip())
    return Span(start=first, end=first + len(lines.strip()))
