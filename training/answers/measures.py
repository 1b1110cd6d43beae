"""Token F1 and exact match as SQuAD defines them, and how often null is right."""

import random
import re
import string
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inference.contract import AnswersReply
from inference.reading.answers import reply
from inference.reading.answers_encoder import Candidate
from inference.reading.answers_model import AnswersModel
from inference.store.manifest import Manifest
from training.data.squad import Question
from training.data.unanswerable import lacks_answer

RIGHT_F1 = 0.5
"""An answer counts as right from this overlap with an annotator's."""


_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")


@dataclass(frozen=True)
class Trial:
    """A question put to a passage, with the model's best span."""

    question: Question
    context: str
    candidate: Candidate | None

    @property
    def answerable(self) -> bool:
        return bool(self.question.answers) and self.context == self.question.context

    @property
    def margin(self) -> float:
        return self.candidate.margin if self.candidate else float("-inf")

    @property
    def is_judged_silent(self) -> bool:
        """Whether the question was taken for one for yes or no, which the passage does not decide."""
        judgement = self.candidate.judgement if self.candidate else None
        return judgement is not None and judgement.likeliest is None

    def reply(self, manifest: Manifest) -> AnswersReply:
        """What the reader says by the model, with the thresholds and the calibration of a manifest."""
        return reply(self.candidate, manifest, self.question.text, self.context)

    @property
    def f1(self) -> float:
        """Best token F1 over the annotators, of the span as it stands; 0 when the passage has no answer."""
        return self._best(token_f1)

    @property
    def exact(self) -> float:
        """1 when the span is an annotator's answer, but for articles and punctuation."""
        return self._best(lambda wanted, given: float(_words(wanted) == _words(given)))

    def _best(self, measure: Callable[[str, str], float]) -> float:
        if self.candidate is None or not self.answerable:
            return 0.0
        text = self.context[self.candidate.start : self.candidate.end]
        return max(measure(answer.text, text) for answer in self.question.answers)


def token_f1(wanted: str, given: str) -> float:
    """F1 of the bags of words, lower-cased, without punctuation and articles (SQuAD's definition)."""
    wanted_words, given_words = _words(wanted), _words(given)
    if not wanted_words or not given_words:
        return float(wanted_words == given_words)
    shared = sum((Counter(wanted_words) & Counter(given_words)).values())
    return 2 * shared / (len(wanted_words) + len(given_words))


def run(model: AnswersModel, pairs: Iterable[tuple[Question, str]]) -> list[Trial]:
    """Put questions to passages."""
    return [Trial(question, context, model.best(question.text, context)) for question, context in pairs]


def own_passages(questions: Iterable[Question]) -> list[tuple[Question, str]]:
    """Put each question to its own passage."""
    return [(question, question.context) for question in questions]


def unanswerable_pairs(questions: Sequence[Question], seed: int = 1) -> list[tuple[Question, str]]:
    """Put each question to another paragraph of its article, if there is one, and to another text.

    A passage that holds one of the question's answers, word for word, is not used.
    """
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    by_title: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        by_title[question.title].append(question.context)
    everything = [question.context for question in questions]
    pairs: list[tuple[Question, str]] = []
    for question in questions:
        for pool in (by_title[question.title], everything):
            others = [
                context
                for context in rng.sample(pool, min(len(pool), 8))
                if context != question.context and lacks_answer(context, question)
            ]
            pairs.extend((question, context) for context in others[:1])
    return pairs


def summary(trials: Sequence[Trial], manifest: Manifest) -> dict[str, float]:
    """F1 and exact match (of a null answer or a verdict 0), and the share of questions that get either, not null."""
    given = answered(trials, manifest)
    return {
        "f1": sum(trial.f1 for trial in given) / len(trials),
        "exact": sum(trial.exact for trial in given) / len(trials),
        "f1_without_null": sum(trial.f1 for trial in trials) / len(trials),
        "answered": 1 - null_share(trials, manifest),
        "questions": len(trials),
    }


def answered(trials: Iterable[Trial], manifest: Manifest) -> list[Trial]:
    """Those whose reply has an answer."""
    return [trial for trial in trials if trial.reply(manifest).answer is not None]


def null_share(trials: Sequence[Trial], manifest: Manifest) -> float:
    """The share that gets neither an answer nor a verdict."""
    replies = [trial.reply(manifest) for trial in trials]
    return sum(each.answer is None and each.verdict is None for each in replies) / max(1, len(replies))


def given_scores(trials: Sequence[Trial], manifest: Manifest) -> tuple[list[float], list[bool]]:
    """Scores of the replies to these trials, and whether each reply was right (null is right when unanswerable).

    Without questions that are judged: how honest the scores of verdicts are is measured on questions for yes or no.
    """
    scores, right = [], []
    for trial in not_judged(trials):
        given = trial.reply(manifest)
        scores.append(given.score)
        right.append(trial.f1 >= RIGHT_F1 if given.answer is not None else not trial.answerable)
    return scores, right


def not_judged(trials: Iterable[Trial]) -> list[Trial]:
    """Those that were read for words of the text, and not for yes or no."""
    return [trial for trial in trials if not (trial.candidate and trial.candidate.judgement)]


def _words(text: str) -> list[str]:
    bare = text.lower().translate(_NO_PUNCTUATION)
    return _ARTICLES.sub(" ", bare).split()
