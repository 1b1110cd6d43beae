"""Questions with the sentence that holds the answer, but without the answer itself; a teacher marks it."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.data.files import open_text
from training.data.marks import Marks
from training.data.squad import Answer, Question

MIN_SHARE = 0.15
"""Questions whose likeliest answer has a smaller share are left out."""

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


def label_sentences(path: Path, mark: Callable[[Sequence[tuple[str, str]]], Sequence[Marks]]) -> list[Question]:
    """Let `mark` read each question with its sentence alone, and put the sentence among its neighbours."""
    sentences, asked = load_sentences(path)
    marks = mark([(item.question, sentences[item.sentence]) for item in asked])
    found = []
    for number, (item, marked) in enumerate(zip(asked, marks, strict=True)):
        best = marked.best()
        if best is None or best[2] < MIN_SHARE:
            continue
        context, offset = _passage(sentences, item.sentence, number)
        answer = Answer(sentences[item.sentence][best[0] : best[1] + 1], offset + best[0])
        found.append(Question(f"sentence-{number}", path.name, item.question, context, (answer,), marked.moved(offset)))
    return found


def _passage(sentences: Sequence[str], place: int, number: int) -> tuple[str, int]:
    """Join a sentence with its neighbours; `number` decides whether it stands first, second or last."""
    first = max(0, place - number % SENTENCES_PER_PASSAGE)
    before = "".join(f"{sentence} " for sentence in sentences[first:place])
    after = sentences[place + 1 : first + SENTENCES_PER_PASSAGE]
    return " ".join([before + sentences[place], *after]), len(before)
