"""F1 of several answers as MultiSpanQA defines it, exact and by overlap: Li et al., 2022."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inference.reading.answers import reply
from inference.reading.answers_model import AnswersModel
from training.data.squad import Question

Span = tuple[int, int]


@dataclass(frozen=True)
class SeveralTrial:
    """The spans that a question has and those that were given, in code points."""

    wanted: Sequence[Span]
    given: Sequence[Span]


def give(model: AnswersModel, questions: Iterable[Question]) -> list[SeveralTrial]:
    """Put questions to their passages; what is below the threshold of null gives nothing."""
    return [SeveralTrial(_wanted(question), _given(model, question)) for question in questions]


def several_figures(name: str, trials: Sequence[SeveralTrial]) -> dict[str, float]:
    """Exact and overlapping F1 over all spans of all questions."""
    given, wanted = sum(len(trial.given) for trial in trials), sum(len(trial.wanted) for trial in trials)
    exact = sum(len(set(trial.given) & set(trial.wanted)) for trial in trials)
    covered = sum(_covered(span, trial.wanted) for trial in trials for span in trial.given)
    found = sum(_covered(span, trial.given) for trial in trials for span in trial.wanted)
    return {
        f"{name} F1": _f1(covered / max(1, given), found / max(1, wanted)),
        f"{name} F1, exact": _f1(exact / max(1, given), exact / max(1, wanted)),
    }


def share_of_several(trials: Sequence[SeveralTrial]) -> float:
    """Of the questions that got an answer, the share that got more than one."""
    numbers = [len(trial.given) for trial in trials if trial.given]
    return sum(number > 1 for number in numbers) / max(1, len(numbers))


def _wanted(question: Question) -> list[Span]:
    return [(part.start, part.start + len(part.text)) for part in question.parts]


def _given(model: AnswersModel, question: Question) -> list[Span]:
    candidate = model.best(question.text, question.context)
    given = reply(candidate, model.manifest, question.text, question.context)
    return [(answer.start, answer.end) for answer in given.answers]


def _covered(span: Span, others: Sequence[Span]) -> float:
    """The largest share of a span that one of the others covers."""
    shared = (min(span[1], other[1]) - max(span[0], other[0]) for other in others)
    return max((max(0, each) / (span[1] - span[0]) for each in shared), default=0.0)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
