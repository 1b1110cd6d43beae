"""Questions with passages that are varied without end, for a network that learns what its teacher believes of each.

Whatever becomes of the answer, the teacher's belief of the varied text is right to learn: "Knowledge distillation: A
good teacher is patient and consistent", Beyer et al., 2022.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from inference.reading.sentences import sentence_spans
from training.data.squad import Answer, Question

MAX_WORDS = 180
"""Longer passages are cut to a part of this length."""


class Put(Enum):
    """The passage that a question is put to."""

    OWN = "its own"
    SAME_ARTICLE = "another one of its article"
    ELSEWHERE = "another one of its source"
    CUT = "its own without the sentences that answer it"
    AMONG_OTHERS = "its own among sentences of another one of its article"


PUT = {Put.OWN: 0.6, Put.SAME_ARTICLE: 0.12, Put.ELSEWHERE: 0.06, Put.CUT: 0.06, Put.AMONG_OTHERS: 0.16}
"""How often a question is put to which passage."""

LEAVE_OUT_SENTENCES = 0.3
"""How often a passage loses about a third of its sentences, but for those with the answer."""

SHUFFLE = 0.1
LEAVE_OUT_WORDS = 0.12
KEYWORDS = 0.1
"""How often a question is the words of a sentence of the passage, with one or more of them asked for."""

NO_QUESTION_MARK = 0.2

_LEFT_OUT = 1 / 3
_WORDS_LEFT_OUT = 0.2
_ASKED_FOR = ("what", "who", "when", "where", "which", "how many", "how")


@dataclass(frozen=True)
class Weighted:
    """Questions of one source, and how often they are drawn in proportion to others: varied, and as they are."""

    questions: Sequence[Question]
    weight: float
    plain: float = 0.0


@dataclass(frozen=True)
class Drawn:
    """A question and a passage, which need not answer it; the annotated answer is there if nothing was varied."""

    question: str
    passage: str
    answer: Answer | None = None


class Variations:
    """Draws questions with passages."""

    def __init__(self, sources: Sequence[Weighted]) -> None:
        self._sources = [source for source in sources if source.questions]
        self._weights = list(accumulate(source.weight for source in self._sources))
        self._plain = list(accumulate(source.plain for source in self._sources))
        self._by_title: dict[str, list[str]] = defaultdict(list)
        for source in sources:
            for question in source.questions:
                self._by_title[question.title].append(question.context)
        contexts = {question.context for source in sources for question in source.questions}
        self._sentences = {context: sentence_spans(context) for context in contexts}

    def draw(self, rng: random.Random) -> Drawn:
        """A question and a passage that are varied."""
        (source,) = rng.choices(self._sources, cum_weights=self._weights)
        question = rng.choice(source.questions)
        sentences = self._passage(question, source, rng)
        if rng.random() < SHUFFLE:
            rng.shuffle(sentences)
        passage = [each.text for each in _part(sentences, rng)]
        return Drawn(self._asked(question.text, passage, rng), " ".join(passage))

    def draw_plain(self, rng: random.Random) -> Drawn:
        """A question and its own passage, of which a part is left out only if it is too long."""
        (source,) = rng.choices(self._sources, cum_weights=self._plain)
        question = rng.choice(source.questions)
        sentences = _part(self._split(question.context, question), rng)
        start, end = sentences[0].start, sentences[-1].start + len(sentences[-1].text)
        answer = question.favourite
        if answer is None or answer.start < start or answer.start + len(answer.text) > end:
            return Drawn(question.text, question.context[start:end])
        return Drawn(question.text, question.context[start:end], Answer(answer.text, answer.start - start))

    def _passage(self, question: Question, source: Weighted, rng: random.Random) -> "list[_Sentence]":
        (put,) = rng.choices(list(PUT), list(PUT.values()))
        own = self._split(question.context, question)
        match put:
            case Put.OWN:
                sentences = own
            case Put.SAME_ARTICLE:
                sentences = self._split(rng.choice(self._by_title[question.title]))
            case Put.ELSEWHERE:
                sentences = self._split(rng.choice(source.questions).context)
            case Put.CUT:
                sentences = [each for each in own if not each.answers] or own
            case Put.AMONG_OTHERS:
                other = self._split(rng.choice(self._by_title[question.title]))
                place = rng.randint(0, len(other))
                sentences = [*other[:place], *own, *other[place:]]
        if rng.random() < LEAVE_OUT_SENTENCES:
            sentences = [each for each in sentences if each.answers or rng.random() >= _LEFT_OUT] or sentences
        return sentences

    def _split(self, context: str, question: Question | None = None) -> "list[_Sentence]":
        answer = question.favourite if question else None
        return [
            _Sentence(
                start,
                context[start:end],
                answer is not None and answer.start < end and start < answer.start + len(answer.text),
            )
            for start, end in self._sentences[context]
        ]

    def _asked(self, question: str, passage: Sequence[str], rng: random.Random) -> str:
        if rng.random() < KEYWORDS:
            return _keywords(rng.choice(passage), rng)
        if rng.random() < LEAVE_OUT_WORDS:
            question = " ".join(word for word in question.split() if rng.random() >= _WORDS_LEFT_OUT) or question
        return question.rstrip("? ") if rng.random() < NO_QUESTION_MARK else question


@dataclass(frozen=True)
class _Sentence:
    """A sentence; `start` is a code point offset into its own passage."""

    start: int
    text: str
    answers: bool


def _part(sentences: Sequence[_Sentence], rng: random.Random) -> Sequence[_Sentence]:
    """Sentences next to each other of `MAX_WORDS` words at most, with one that answers if there is one."""
    lengths = [sentence.text.count(" ") + 1 for sentence in sentences]
    if sum(lengths) <= MAX_WORDS:
        return sentences
    kept = rng.choice([place for place, each in enumerate(sentences) if each.answers] or range(len(sentences)))
    first = last = kept
    words = lengths[kept]
    while True:
        sides = [place for place in (first - 1, last + 1) if 0 <= place < len(sentences)]
        fitting = [place for place in sides if words + lengths[place] <= MAX_WORDS]
        if not fitting:
            return sentences[first : last + 1]
        place = rng.choice(fitting)
        words += lengths[place]
        first, last = min(first, place), max(last, place)


def _keywords(sentence: str, rng: random.Random) -> str:
    """Words of a sentence without some that lie together, with a word that asks in front."""
    words = sentence.split()
    length = rng.randint(1, 4)
    place = rng.randrange(max(1, len(words) - length))
    left = words[:place] + words[place + length :]
    some = [word for word in left if rng.random() >= _LEFT_OUT][:16] or words
    return " ".join([rng.choice(_ASKED_FOR), *some]) + "?"
