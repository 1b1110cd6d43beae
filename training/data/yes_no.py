"""Questions that ask for yes or no."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from training.data.files import open_text
from training.data.held_out import is_held_out
from training.data.squad import Question, Verdict

_ONE_IN = 8
"""So many groups of passages have one that is held out."""


def load_yes_no(path: Path, *, held_out: bool) -> list[Question]:
    """Read a CSV with the columns `question`, `passage` and `answer`: yes, no or unknown. What decides is not known.

    The questions on a passage, and on versions of it that differ in a word, are either all held out or none.
    """
    with open_text(path) as file:
        rows = list(csv.DictReader(file))
    groups = _groups((row["question"], row["passage"]) for row in rows)
    return [
        Question(
            f"yes-no-{number}", path.name, row["question"].strip(), row["passage"], (),
            verdict=cast("Verdict", row["answer"]),
        )
        for number, row in enumerate(rows)
        if is_held_out(groups[row["passage"]], _ONE_IN) is held_out
    ]  # fmt: skip


def _groups(asked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of each passage, one that stands for all that share a question with it, or with one that does (union-find)."""
    parents: dict[str, str] = {}

    def root(text: str) -> str:
        while parents.setdefault(text, text) != text:
            parents[text] = parents[parents[text]]
            text = parents[text]
        return text

    passages = []
    for question, passage in asked:
        parents[root(f"{question}?")] = root(passage)
        passages.append(passage)
    return {passage: root(passage) for passage in passages}
