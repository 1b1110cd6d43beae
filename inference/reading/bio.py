"""BIO tags: the most probable sequence of tags that is a legal one, and its spans."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def best_tags(scores: npt.NDArray[np.float32], labels: Sequence[str]) -> list[str]:
    """Viterbi over scores of shape (words, labels): an I- tag only follows a tag of its own type."""
    allowed = np.array([[_may_follow(before, after) for after in labels] for before in labels])
    may_start = np.array([_may_follow("O", label) for label in labels])
    likeliest = scores.argmax(axis=1)
    if may_start[likeliest[0]] and allowed[likeliest[:-1], likeliest[1:]].all():
        return [labels[index] for index in likeliest]  # the best of all sequences is a legal one
    penalty = np.where(allowed, 0.0, -np.inf)
    total = scores[0] + np.where(may_start, 0.0, -np.inf)
    steps = []
    for row in scores[1:]:
        paths = total[:, None] + penalty
        steps.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    tag = int(total.argmax())
    tags = [tag]
    for back in reversed(steps):
        tag = int(back[tag])
        tags.append(tag)
    return [labels[index] for index in reversed(tags)]


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, end, type) of each name, `end` exclusive, in words."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-"):
            first, _, label = found[-1]
            found[-1] = (first, index + 1, label)
    return found


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or (before != "O" and before[2:] == after[2:])
