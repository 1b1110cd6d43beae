"""Questions and passages as examples for an answers model, sampled anew for each epoch."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tokenizers import Encoding, Tokenizer

from inference.reading.lines import part_lines
from inference.reading.question_tokens import question_tokens
from inference.store.manifest import Input
from training.answers.network import NO_ANSWER, VERDICTS, Shares, SpanExample
from training.data.exchanged import exchanged
from training.data.marks import Offsets
from training.data.squad import Answer, Question, Verdict
from training.data.unanswerable import lacks_answer, without_answer
from training.recipes import Described

MAX_TOKENS = 256
"""Longest training example, as the reader's windows: question and a part of the passage around the answer."""

PARTS = 0.6
"""Of passages so many are cut to a part of `PART_TOKENS`: people paste short texts, and they take less time."""

PART_TOKENS = 96

TEACHERS_SHARE = 0.6
"""What a teacher's marks weigh in what is learned from a question; the annotated answer weighs the rest."""

NULL: Shares = {NO_ANSWER: 1.0}

Sampler = Callable[[int, random.Random], list[SpanExample]]
"""Draws the examples of an epoch."""

SAME_ARTICLE = 0.6
"""Of the questions that are put to another passage, as many get one of the same article."""


@dataclass(frozen=True)
class Source:
    """Questions, and how often an epoch sees each, on average: which, is drawn anew each epoch.

    With `remembered` their passages are not cut, and their examples are marked as such.
    """

    questions: Sequence[Question]
    share: float
    remembered: bool = False


class Unanswerable(Described, frozen=True):
    """Questions without an answer that are made per answerable question.

    `elsewhere` of them are put to another passage, `cut` to their own one without the sentences that answer them. Of
    those on passages with names, `exchanged` are asked again about another name or number.
    """

    elsewhere: float
    cut: float
    exchanged: float = 0.0


class Featuriser:
    """Turns questions into examples; every passage and every question is tokenised once."""

    def __init__(self, tokenizer: Tokenizer, spec: Input) -> None:
        self._tokenizer = tokenizer
        self._spec = spec
        self._before = cache(lambda text: question_tokens(tokenizer, text, spec))
        self._passage = cache(lambda text: tokenizer.encode(part_lines(text), add_special_tokens=False))

    def example(self, question: Question, context: str, rng: random.Random, *, remembered: bool = False) -> SpanExample:
        """Build an example; an answer counts only when `context` is the question's own."""
        found = self._example(question, context, rng, parts=0.0 if remembered else PARTS)
        return replace(found, remembered=remembered)

    def _example(self, question: Question, context: str, rng: random.Random, parts: float) -> SpanExample:
        before, encoding = self._before(question.text), self._passage(context)
        own = context == question.context
        span = _token_span(encoding, question.favourite) if own else None
        room = self._spec.room(before)
        if (span or not own) and rng.random() < parts:
            room = min(room, PART_TOKENS)
        window = _Window(encoding, _window_start(len(encoding), room, span, rng), room, len(before))
        ids = [*before, *encoding.ids[window.first : window.first + room], *self._spec.suffix]
        if question.verdict:
            verdict = question.verdict if own else "unknown"
            return _judged(SpanExample(ids, len(before), {}, {}), verdict, window, span)
        if span is None or not (window.holds(span[0]) and window.holds(span[1])):
            return SpanExample(ids, len(before), NULL, NULL, frozenset())
        marks = question.marks
        return SpanExample(
            ids,
            len(before),
            window.shares(span[0], marks.starts if marks else {}),
            window.shares(span[1], marks.ends if marks else {}),
            window.inside(question.parts or (question.favourite,)) if not marks else None,
        )


def _judged(example: SpanExample, verdict: Verdict, window: "_Window", span: tuple[int, int] | None) -> SpanExample:
    """An example of a question that asks for yes or no, whose span is what decides."""
    number = VERDICTS.index(verdict)
    if verdict == "unknown":
        return replace(example, starts=NULL, ends=NULL, verdict=number)
    if span is None or not window.holds(span[1]):
        return replace(example, verdict=number)
    return replace(example, starts=window.shares(span[0], {}), ends=window.shares(span[1], {}), verdict=number)


@dataclass(frozen=True)
class _Window:
    """The part of a passage that an example holds, and where it stands in it."""

    encoding: Encoding
    first: int
    room: int
    offset: int

    def holds(self, token: int) -> bool:
        """Whether a token of the passage lies in it."""
        return self.first <= token < self.first + self.room

    def inside(self, answers: Iterable[Answer | None]) -> frozenset[int]:
        """The example's tokens that belong to one of the answers, and `NO_ANSWER` where it holds several of these."""
        spans = filter(None, (_token_span(self.encoding, answer) for answer in answers))
        held = {(first, last) for first, last in spans if first < self.first + self.room and last >= self.first}
        tokens = (token for first, last in held for token in range(first, last + 1) if self.holds(token))
        several = [NO_ANSWER] if len(held) > 1 else []
        return frozenset([*several, *(token - self.first + self.offset for token in tokens)])

    def shares(self, annotated: int, marked: Offsets) -> Shares:
        """Unite the annotated token of the passage with the marks, by token of the example."""
        found: dict[int, float] = defaultdict(float)
        for place, share in marked.items():
            token = self.encoding.char_to_token(place)
            if token is not None and self.holds(token):
                found[token - self.first + self.offset] += share
        total = sum(found.values())
        united = {token: share * TEACHERS_SHARE / total for token, share in found.items()}
        place = annotated - self.first + self.offset
        united[place] = united.get(place, 0.0) + (1 - TEACHERS_SHARE if united else 1.0)
        return united


class _Sampling:
    """Draws examples from sources, with questions among them whose passage does not hold the answer."""

    def __init__(self, sources: Sequence[Source], unanswerable: Unanswerable, featuriser: Featuriser) -> None:
        self._sources, self._unanswerable, self._featuriser = sources, unanswerable, featuriser
        self._by_title: dict[str, list[str]] = defaultdict(list)
        for source in sources:
            for question in source.questions:
                self._by_title[question.title].append(question.context)

    def draw(self, rng: random.Random) -> Iterator[SpanExample]:
        """The examples of an epoch."""
        for source in self._sources:
            contexts = [question.context for question in source.questions]
            for question in source.questions:
                for _ in range(int(source.share + rng.random())):
                    for asked, passage in self._asked(question, contexts, rng):
                        yield self._featuriser.example(asked, passage, rng, remembered=source.remembered)

    def _asked(self, question: Question, contexts: Sequence[str], rng: random.Random) -> Iterator[tuple[Question, str]]:
        yield question, question.context
        if not question.answers:
            return
        made = self._unanswerable
        if rng.random() < made.elsewhere:
            passage = rng.choice(self._by_title[question.title] if rng.random() < SAME_ARTICLE else contexts)
            if lacks_answer(passage, question):
                yield question, passage
        if rng.random() < made.cut and (rest := without_answer(question)):
            yield question, rest
        if not question.verdict and rng.random() < made.exchanged and (other := exchanged(question, rng)):
            yield other, other.context


def epoch_sampler(sources: Sequence[Source], unanswerable: Unanswerable, featuriser: Featuriser) -> Sampler:
    """Sample each source by its share and add questions whose passage does not hold the answer."""
    sampling = _Sampling(sources, unanswerable, featuriser)
    return lambda _epoch, rng: list(sampling.draw(rng))


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
