"""Questions and passages as examples for an answers model, sampled anew for each epoch."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tokenizers import Encoding, Tokenizer

from inference.reading.question_tokens import question_tokens
from inference.store.manifest import Input
from training.answers.network import NO_ANSWER, Shares, SpanExample
from training.data.marks import Offsets
from training.data.squad import Answer, Question
from training.data.unanswerable import lacks_answer, without_answer
from training.recipes import Described

MAX_TOKENS = 320
"""Longest training example: question and a window of the passage around the answer."""

TEACHERS_SHARE = 0.6
"""What a teacher's marks weigh in what is learned from a question; the annotated answer weighs the rest."""

Sampler = Callable[[int, random.Random], list[SpanExample]]
"""Draws the examples of an epoch."""

SAME_ARTICLE = 0.6
"""Of the questions that are put to another passage, as many get one of the same article."""


@dataclass(frozen=True)
class Source:
    """Questions, and how often an epoch sees each: a share below 1 samples anew each epoch."""

    questions: Sequence[Question]
    share: float


class Unanswerable(Described, frozen=True):
    """Questions without an answer that are made per answerable question.

    `elsewhere` of them are put to another passage, `cut` to their own one without the sentences that answer them.
    """

    elsewhere: float
    cut: float


class Featuriser:
    """Turns questions into examples; every passage and every question is tokenised once."""

    def __init__(self, tokenizer: Tokenizer, questions: Sequence[Question], spec: Input) -> None:
        self._tokenizer = tokenizer
        contexts = list({question.context for question in questions})
        self._contexts = dict(zip(contexts, tokenizer.encode_batch(contexts, add_special_tokens=False), strict=True))
        texts = {question.text for question in questions}
        self._before = {text: question_tokens(tokenizer, text, spec) for text in texts}
        self._spec = spec

    def example(self, question: Question, context: str, rng: random.Random) -> SpanExample:
        """Build an example; an answer counts only when `context` is the question's own."""
        spec = self._spec
        before = self._before[question.text]
        encoding = self._contexts.get(context) or self._tokenizer.encode(context, add_special_tokens=False)
        room = spec.room(before)
        span = _token_span(encoding, question.favourite) if context == question.context else None
        first = _window_start(len(encoding), room, span, rng)
        ids = [*before, *encoding.ids[first : first + room], *spec.suffix]
        if span is None or span[1] >= first + room:
            return SpanExample(ids, len(before), {NO_ANSWER: 1.0}, {NO_ANSWER: 1.0})
        window = _Window(encoding, first, room, len(before))
        marks = question.marks
        return SpanExample(
            ids,
            len(before),
            window.shares(span[0], marks.starts if marks else {}),
            window.shares(span[1], marks.ends if marks else {}),
        )


@dataclass(frozen=True)
class _Window:
    """The part of a passage that an example holds, and where it stands in it."""

    encoding: Encoding
    first: int
    room: int
    offset: int

    def shares(self, annotated: int, marked: Offsets) -> Shares:
        """Unite the annotated token of the passage with the marks, by token of the example."""
        found: dict[int, float] = defaultdict(float)
        for place, share in marked.items():
            token = self.encoding.char_to_token(place)
            if token is not None and self.first <= token < self.first + self.room:
                found[token - self.first + self.offset] += share
        total = sum(found.values())
        united = {token: share * TEACHERS_SHARE / total for token, share in found.items()}
        place = annotated - self.first + self.offset
        united[place] = united.get(place, 0.0) + (1 - TEACHERS_SHARE if united else 1.0)
        return united


def epoch_sampler(sources: Sequence[Source], unanswerable: Unanswerable, featuriser: Featuriser) -> Sampler:
    """Sample each source by its share and add questions whose passage does not hold the answer."""
    by_title: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        for question in source.questions:
            by_title[question.title].append(question.context)

    def sample(_epoch: int, rng: random.Random) -> list[SpanExample]:
        examples = []
        for source in sources:
            contexts = [question.context for question in source.questions]
            for question in source.questions:
                if rng.random() >= source.share:
                    continue
                passages = [question.context]
                if question.answers and rng.random() < unanswerable.elsewhere:
                    other = rng.choice(by_title[question.title] if rng.random() < SAME_ARTICLE else contexts)
                    passages += [other] if lacks_answer(other, question) else []
                if question.answers and rng.random() < unanswerable.cut:
                    passages += filter(None, [without_answer(question)])
                examples += [featuriser.example(question, passage, rng) for passage in passages]
        return examples

    return sample


def _token_span(encoding: Encoding, answer: Answer | None) -> tuple[int, int] | None:
    if answer is None:
        return None
    first = encoding.char_to_token(answer.start)
    last = encoding.char_to_token(answer.start + len(answer.text) - 1)
    return None if first is None or last is None else (first, last)


def _window_start(length: int, room: int, span: tuple[int, int] | None, rng: random.Random) -> int:
    if length <= room:
        return 0
    if span is None:
        return rng.randint(0, length - room)
    return rng.randint(max(0, min(span[1] - room + 1, span[0])), min(span[0], length - room))
