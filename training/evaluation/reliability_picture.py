"""A picture of how honest scores are: how often replies are right, by the score that they were given with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import msgspec
from matplotlib.figure import Figure
from scipy.stats import binomtest

from inference.contract import Task
from inference.store.manifest import Manifest
from training.export.package import RELIABILITIES
from training.reliability import WORDS, Row, calibration_error

COLUMNS = 3

_GREEN, _GREY = "#1f7a54", "#6b6f76"


def draw_reliability(manifests: Sequence[Manifest], path: Path) -> None:
    """Write an SVG with a panel for each reliability table in the models' manifests; there must be one.

    A dot is larger the more replies it stands for; its line is Wilson's 95% confidence interval of the share right.
    """
    with mpl.rc_context({"font.size": 10, "svg.fonttype": "none", "svg.hashsalt": manifests[0].model}):
        panels = [(manifest, table) for manifest in manifests for table in RELIABILITIES if manifest.metrics.get(table)]
        columns = min(COLUMNS, len(panels))
        rows = -(-len(panels) // columns)
        figure = Figure(figsize=(4.3 * columns, 4.4 * rows), layout="constrained")
        places = figure.subplots(rows, columns, squeeze=False).flat
        for axes, (manifest, table) in zip(places, panels, strict=False):
            _draw(axes, manifest, table)
        for axes in list(places)[len(panels) :]:
            axes.set_axis_off()
        figure.savefig(path, metadata={"Date": None}, bbox_inches="tight", pad_inches=0.15)


def _draw(axes: Any, manifest: Manifest, table: str) -> None:
    rows, what = msgspec.convert(manifest.metrics[table], list[Row]), RELIABILITIES[table]
    if manifest.task is Task.ANSWERS:
        _draw_words(axes)
    axes.plot([0, 1], [0, 1], color=_GREY, linewidth=1, linestyle="--", label="as often as the score says")
    axes.vlines([row.score for row in rows], *zip(*map(_interval, rows), strict=True), color=_GREEN, linewidth=1.5)
    most = max(row.count for row in rows)
    sizes = [20 + 160 * row.count / most for row in rows]
    axes.scatter([row.score for row in rows], [row.right for row in rows], s=sizes, color=_GREEN, zorder=3)
    replies = sum(row.count for row in rows)
    axes.set(
        xlim=(0, 1.03), ylim=(0, 1.1), xlabel="score", ylabel="share that is right",
        title=f"{manifest.model}\n{replies:,} {what}, {100 * calibration_error(rows):.1f} points off on average",
    )  # fmt: skip
    axes.set_aspect("equal")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="lower right", framealpha=1, edgecolor="none")


def _draw_words(axes: Any) -> None:
    for (start, word), (end, _) in zip(WORDS, [*WORDS[1:], (1.03, "")], strict=True):
        if start:
            axes.axvline(start, color=_GREY, linewidth=0.6)
        axes.text((start + end) / 2, 1.1, word, ha="center", va="top", color=_GREY, style="italic")


def _interval(row: Row) -> tuple[float, float]:
    interval = binomtest(round(row.right * row.count), row.count).proportion_ci(method="wilson")
    return interval.low, interval.high
