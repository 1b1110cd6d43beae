"""How honest scores are, as figures."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from training.export.package import RELIABILITY
from training.reliability import calibration_error, reliability

Metrics = dict[str, Any]
"""Figures by name; those of `package.RELIABILITIES` are lists of rows instead."""


def score_figures(name: str, scores: Sequence[float], right: Sequence[bool], table: str = RELIABILITY) -> Metrics:
    """The calibration error, and the rows of a reliability table."""
    rows = reliability(scores, right)
    return {f"{name} calibration error": calibration_error(rows), table: [asdict(row) for row in rows]}
