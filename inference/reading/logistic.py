"""From log-odds to a probability."""

import math


def logistic(value: float) -> float:
    """The probability; certain from 50 on, where a float cannot tell it from 1 for long."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value))))
