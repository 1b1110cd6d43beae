"""Questions whose answers are no alternatives: together they are the answer."""

from dataclasses import replace
from pathlib import Path

from training.data.held_out import is_held_out
from training.data.squad import Question, load_squad

_ONE_IN = 3
"""So many passages have one that is held out."""


def load_several(path: Path, *, held_out: bool) -> list[Question]:
    """Read a SQuAD file of such questions, on passages that are held out or on all others; the first answer leads."""
    return [
        replace(question, answers=question.answers[:1], parts=question.answers)
        for question in load_squad(path)
        if is_held_out(question.context, _ONE_IN) is held_out
    ]
