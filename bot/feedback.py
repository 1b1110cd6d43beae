"""What people think of readings: counted by task, model version and thumb, never with a text."""

import logging
from collections.abc import Callable

from inference.contract import Task

logger = logging.getLogger(__name__)

FeedbackObserver = Callable[[Task, str, bool], None]
"""Task, model version, and whether the thumb is up."""


def log_feedback(task: Task, model: str, is_up: bool) -> None:
    """One line for each thumb."""
    logger.info("feedback: %s %s %s", task, model, "up" if is_up else "down")
