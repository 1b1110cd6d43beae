"""Questions put to texts of several passages, as people paste them."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from training.data.squad import Answer, Question

PASSAGES = 4
"""Of a text that models are measured on: about 500 words."""

BLANK_LINE = "\n\n"


def long_texts(questions: Sequence[Question], passages: int = PASSAGES, seed: int = 1) -> list[Question]:
    """Put each question's passage at a random place among others, of its article where there are enough."""
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    by_title: dict[str, dict[str, None]] = defaultdict(dict)
    for question in questions:
        by_title[question.title][question.context] = None
    everything = list(dict.fromkeys(question.context for question in questions))
    return [
        _among(question, _others(question, [list(by_title[question.title]), everything], passages - 1, rng), rng)
        for question in questions
    ]


def _others(question: Question, pools: Sequence[Sequence[str]], count: int, rng: random.Random) -> list[str]:
    chosen: list[str] = []
    for pool in pools:
        others = [context for context in pool if context != question.context and context not in chosen]
        chosen += rng.sample(others, min(count - len(chosen), len(others)))
    return chosen


def _among(question: Question, others: Sequence[str], rng: random.Random) -> Question:
    place = rng.randrange(len(others) + 1)
    shift = sum(len(passage) + len(BLANK_LINE) for passage in others[:place])
    context = BLANK_LINE.join([*others[:place], question.context, *others[place:]])
    answers = tuple(Answer(answer.text, answer.start + shift) for answer in question.answers)
    return replace(question, context=context, answers=answers)
