"""Questions with the sentence that holds the answer, but without the answer itself; a model finds it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inference.answers import AnswersModel
from training.data.files import open_text
from training.data.squad import Answer, Question

MIN_SHARE = 0.35
"""Spans that the labelling model gives a smaller share of the sentence's probability are left out."""

SENTENCES_PER_PASSAGE = 3
"""The file has the sentences in the order of their articles: neighbours make a passage."""


@dataclass(frozen=True)
class Asked:
    """A question and the index of its sentence."""

    question: str
    sentence: int


def load_sentences(path: Path) -> tuple[list[str], list[Asked]]:
    """Read a CSV with the columns `question` and `sentence`; each sentence is listed once, in the order of the file."""
    places: dict[str, int] = {}
    asked = []
    with open_text(path) as file:
        for row in csv.DictReader(file):
            place = places.setdefault(row["sentence"], len(places))
            asked.append(Asked(row["question"].strip(), place))
    return list(places), asked


def label_sentences(path: Path, labeller: AnswersModel) -> list[Question]:
    """Let `labeller` mark the answer in each sentence, and put the sentence among its neighbours."""
    sentences, asked = load_sentences(path)
    found = []
    for number, (question, place) in enumerate((item.question, item.sentence) for item in asked):
        span = labeller.best(question, sentences[place])
        if number % 2000 == 0:
            print(f"labelling {path.name}: {number}/{len(asked)}", flush=True)
        if span is None or span.share < MIN_SHARE:
            continue
        context, offset = _passage(sentences, place, number)
        answer = Answer(sentences[place][span.start : span.end], offset + span.start)
        found.append(Question(f"sentence-{number}", path.name, question, context, (answer,)))
    return found


def _passage(sentences: Sequence[str], place: int, number: int) -> tuple[str, int]:
    """Join a sentence with its neighbours; `number` decides whether it stands first, second or last."""
    first = max(0, place - number % SENTENCES_PER_PASSAGE)
    before = "".join(f"{sentence} " for sentence in sentences[first:place])
    after = sentences[place + 1 : first + SENTENCES_PER_PASSAGE]
    return " ".join([before + sentences[place], *after]), len(before)
