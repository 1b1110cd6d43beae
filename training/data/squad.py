"""Questions in SQuAD v1.1 or v2.0 layout."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.data.files import open_text
from training.data.marks import Marks


@dataclass(frozen=True)
class Answer:
    """An answer; `start` is a code point offset into the context."""

    text: str
    start: int

    def overlap(self, other: "Answer") -> float:
        """Dice's coefficient of the characters that two answers cover: 1 for the same ones, 0 for none in common."""
        shared = min(self.start + len(self.text), other.start + len(other.text)) - max(self.start, other.start)
        return 2 * max(0, shared) / max(1, len(self.text) + len(other.text))


Verdict = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Question:
    """A question on a passage; `answers` is empty when the passage does not hold an answer.

    Attributes
    ----------
    marks
        A teacher's, where one has read it.
    parts
        All of several answers, where these are known: unlike `answers`, which are each annotator's own.
    verdict
        What the passage says to a question that asks for yes or no; `answers` are then what decides it, where known.
    """

    id: str
    title: str
    text: str
    context: str
    answers: tuple[Answer, ...]
    marks: Marks | None = None
    parts: tuple[Answer, ...] = ()
    verdict: Verdict | None = None

    @property
    def domain(self) -> str:
        """The part of the title before the slash (SQuADShifts), or the whole title."""
        return self.title.partition("/")[0]

    @property
    def favourite(self) -> Answer | None:
        """The answer that overlaps most with all annotators', the first among equals."""
        return max(self.answers, key=lambda answer: sum(map(answer.overlap, self.answers)), default=None)


def load_squad(path: Path) -> list[Question]:
    """Read a SQuAD file; unanswerable questions have no answers."""
    with open_text(path) as file:
        articles = json.load(file)["data"]
    return [
        Question(
            id=qa["id"],
            title=article.get("title", ""),
            text=qa["question"].strip(),
            context=paragraph["context"],
            answers=tuple(Answer(a["text"], a["answer_start"]) for a in qa.get("answers", [])),
        )
        for article in articles
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    ]
