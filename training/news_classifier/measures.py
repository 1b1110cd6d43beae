"""Accuracy and confusion of a classifier on labelled texts, as numbers and as a picture."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
import torch
from matplotlib.figure import Figure

from training.network.loop import batches
from training.news_classifier.examples import LabelledExample, logits_of

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Measured:
    """`confusion[i, j]` counts texts of label i that were taken for label j."""

    confusion: Matrix

    @property
    def accuracy(self) -> float:
        return float(self.confusion.trace() / max(1, self.confusion.sum()))


def measure(
    model: Any, tokenizer: Any, examples: Sequence[LabelledExample], labels: int, batch_tokens: int
) -> Measured:
    """Classify all examples; leaves the model in evaluation mode."""
    model.eval()
    confusion = np.zeros((labels, labels), dtype=np.int64)
    with torch.inference_mode():
        for batch in batches(examples, batch_tokens, random.Random(0)):  # noqa: S311 - any order will do
            guesses = logits_of(model, batch, tokenizer).argmax(dim=-1).tolist()
            for example, guess in zip(batch, guesses, strict=True):
                confusion[example.label, guess] += 1
    return Measured(confusion)


def draw_confusion(measured: Measured, labels: Sequence[str], title: str, path: Path) -> None:
    """Write the confusion matrix as a PNG: rows are what a text is, columns what it was taken for."""
    shares = measured.confusion / np.maximum(1, measured.confusion.sum(axis=1, keepdims=True))
    with mpl.rc_context({"font.size": 11}):
        figure = Figure(figsize=(1.6 + 0.95 * len(labels), 1.4 + 0.85 * len(labels)), layout="constrained")
        axes = figure.subplots()
        axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
        for (row, column), count in np.ndenumerate(measured.confusion):
            dark = shares[row, column] > 0.55
            axes.text(column, row, str(count), ha="center", va="center", color="white" if dark else "black")
        axes.set_xticks(range(len(labels)), labels, rotation=30, ha="right")
        axes.set_yticks(range(len(labels)), labels)
        axes.set(xlabel="taken for", ylabel="is", title=f"{title}: {measured.accuracy:.1%} right")
        figure.savefig(path, dpi=130)
