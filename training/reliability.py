"""Whether scores are honest: of the replies given with about 0.8, about 80% should be right."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = ((0.0, "not sure"), (0.5, "fairly sure"), (0.8, "sure"))
"""What the bot says of an answer, by the score from which on it does."""

SURE = WORDS[-1][0]

EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Row:
    """Replies with a score in [low, high): their mean score, the share that is right, and how many there are."""

    low: float
    high: float
    score: float
    right: float
    count: int


def reliability(scores: Sequence[float], right: Sequence[bool]) -> list[Row]:
    """Group replies by score; empty groups are left out."""
    rows = []
    for low, high in itertools.pairwise(EDGES):
        members = [i for i, score in enumerate(scores) if low <= score < high or (score == high == 1.0)]
        if members:
            mean = sum(scores[i] for i in members) / len(members)
            rows.append(Row(low, high, mean, sum(right[i] for i in members) / len(members), len(members)))
    return rows


def calibration_error(rows: Sequence[Row]) -> float:
    """Expected calibration error: the mean distance between score and share right, by count."""
    total = sum(row.count for row in rows)
    return sum(abs(row.score - row.right) * row.count for row in rows) / max(1, total)
