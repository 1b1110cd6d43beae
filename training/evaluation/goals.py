"""What the embedded models must reach on the dev files, and what they aim at."""

from collections.abc import Sequence
from dataclasses import dataclass

from inference.contract import Task
from inference.store.manifest import Manifest
from training.export.package import is_embedded


@dataclass(frozen=True)
class Goal:
    """A figure of `evaluate` by its name, in words; `least` must be reached."""

    figure: str
    words: str
    least: float
    aim: float | None = None

    def verdict(self, value: float) -> str:
        """Where a measured value stands."""
        if value < self.least:
            return f"too low: at least {self.least:.3g}"
        if self.aim is None:
            return f"at least {self.least:.3g}"
        return f"at least {self.least:.3g}, aim {self.aim:.3g}{' reached' if value >= self.aim else ''}"


GOALS: dict[Task, tuple[Goal, ...]] = {
    Task.ANSWERS: (
        Goal("dev wiki f1", "F1, questions on Wikipedia", 0.79, 0.88),
        Goal("dev reddit f1", "F1, on posts", 0.68, 0.76),
        Goal("dev amazon f1", "F1, on reviews", 0.66, 0.74),
        Goal("dev answered", "answerable questions that get an answer", 0.95),
        Goal("dev unanswerable, null given", "unanswerable questions that get none", 0.80, 0.90),
        Goal(
            "wiki, another paragraph of the article, null given at 95% answered",
            "questions on another paragraph of the article that get none",
            0.92,
            0.95,
        ),
        Goal("short texts, near misses, null given", "near misses of short texts that get none", 0.60, 0.80),
    ),
    Task.CATEGORY: (
        Goal("bbc-val accuracy", "accuracy, BBC", 0.975, 0.99),
        Goal("headlines2022 held out accuracy", "accuracy, headlines of 2022", 0.87, 0.92),
        Goal("inshorts held out accuracy", "accuracy, Inshorts", 0.96, 0.98),
        Goal("tagmynews held out accuracy", "accuracy, TagMyNews", 0.889, 0.92),
        Goal("bbc-val categorised", "BBC articles that get a category", 0.97),
        Goal("no news, null given", "texts that are no news and get none", 0.70, 0.90),
        Goal("topics, mean F1, thresholds of the other half", "F1 of topics", 0.70, 0.80),
        Goal("written texts, category or null right", "texts written for this project, sorted right", 0.75, 0.85),
    ),
    Task.NOUNS: (
        Goal("ewt-dev PROPN F1", "F1 of proper nouns, EWT", 0.93, 0.95),
        Goal("gum-dev PROPN F1", "F1 of proper nouns, GUM", 0.945, 0.965),
        Goal("ewt-dev PROPN F1, lower-cased", "F1 of proper nouns, EWT lower-cased", 0.88, 0.91),
        Goal("uner-ewt-dev typed F1", "F1 of typed names, UNER", 0.79, 0.85),
        Goal("conll2003-eng typed F1", "F1 of typed names, CoNLL-2003", 0.92, 0.94),
        Goal("wnut17-dev typed F1", "F1 of typed names, WNUT 2017", 0.47, 0.56),
    ),
}
"""Figures as a user gets them: a null answer, or no category, counts as wrong."""


def goal_of(manifest: Manifest, figure: str) -> Goal | None:
    """The goal that a figure of an embedded model has; other people's models have none."""
    goals = GOALS[manifest.task] if is_embedded(manifest) else ()
    return next((goal for goal in goals if goal.figure == figure), None)


def goals_table(manifests: Sequence[Manifest]) -> str:
    """Where measured models stand, as a Markdown table; what was not measured is left out."""
    rows = [
        f"| {manifest.model} | {goal.words} | {100 * value:.2f} | {_percent(goal.least)} | {_percent(goal.aim)} |"
        for manifest in manifests
        for goal in GOALS[manifest.task]
        if (value := manifest.metrics.get(goal.figure)) is not None
    ]
    return "\n".join(["| model | measured | now | at least | aim |", "|---|---|---|---|---|", *rows])


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"
