"""What INT8 costs: the figures of a model against those of the same model in FP32."""

import re
from collections.abc import Mapping
from typing import Any

MOST_POINTS = 0.5
"""Quantisation may cost this much of any figure, in points (hundredths)."""

_HEADLINE = re.compile(r"[^:]*( f1(_without_null)?| F1| F1, lower-cased| accuracy|, null given)")


def points_lost(quantised: Mapping[str, Any], full: Mapping[str, Any]) -> dict[str, float]:
    """Points that each headline figure loses; negative where INT8 happens to be the better one."""
    return {name: 100 * (full[name] - value) for name, value in quantised.items() if _HEADLINE.fullmatch(name)}
