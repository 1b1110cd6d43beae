"""How often a verdict is right: yes, no, or that the text does not say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inference.reading.answers_model import AnswersModel
from inference.reading.verdicts import UNKNOWN, Judgement
from inference.store.manifest import Manifest
from training.data.squad import Question


@dataclass(frozen=True)
class VerdictTrial:
    """A question that asks for yes or no; without a judgement where its wording was taken for another kind."""

    question: Question
    judgement: Judgement | None

    @property
    def right(self) -> bool:
        return self.judgement is not None and (self.judgement.likeliest or UNKNOWN) == self.question.verdict


def judge(model: AnswersModel, questions: Iterable[Question]) -> list[VerdictTrial]:
    """Put questions to their passages."""
    candidates = ((question, model.best(question.text, question.context)) for question in questions)
    return [VerdictTrial(question, found.judgement if found else None) for question, found in candidates]


def verdict_figures(name: str, trials: Sequence[VerdictTrial], manifest: Manifest) -> dict[str, float]:
    """The share that is right, of all and where the text does say; and of what is said with a manifest's threshold."""
    said = [trial for trial in trials if trial.question.verdict != UNKNOWN]
    silent = [trial for trial in trials if trial.question.verdict == UNKNOWN]
    given = [trial for trial in trials if trial.judgement and trial.judgement.verdict(manifest)]
    return {
        f"{name}, verdicts given": len(given) / max(1, len(trials)),
        f"{name}, right of those given": sum(trial.right for trial in given) / max(1, len(given)),
    } | {
        f"{label}, right": sum(trial.right for trial in part) / len(part)
        for label, part in (
            (name, trials),
            (f"{name} that the text decides", said),
            (f"{name} that it does not", silent),
        )
        if part
    }
