"""Train, measure after each epoch, stop when nothing gets better, and write the best model with its figures."""

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from training.network.loop import Plan, fit
from training.news_classifier.examples import LabelledExample, encode, logits_of
from training.news_classifier.measures import draw_confusion, measure
from training.news_classifier.model import load_classifier
from training.news_classifier.settings import Settings
from training.news_classifier.texts import DataError, Labelled

METRICS = "metrics.json"
_CHECKPOINT = "checkpoint.pt"
_BEST = "best.pt"
_HISTORY = "history.json"

Metrics = dict[str, Any]


def train(
    settings: Settings,
    texts: Sequence[Labelled],
    validation: Sequence[Labelled],
    test: Sequence[Labelled],
    output: Path,
    checkpoints: Path,
) -> Metrics:
    """Train, and write a Hugging Face directory with `metrics.json` and pictures of the confusion.

    After a kill, the same call goes on from `checkpoints`. `test` may be empty; it is measured once, at the end.
    """
    labels = sorted({each.label for each in texts})
    if unknown := {each.label for each in (*validation, *test)} - set(labels):
        raise DataError(f"No text to train on has the label {', '.join(sorted(unknown))}.")
    model, tokenizer = load_classifier(settings, labels, (each.text for each in texts))
    sets = {
        name: encode(part, labels, tokenizer, settings.max_tokens)
        for name, part in (("train", texts), ("validation", validation), ("test", test))
        if part
    }
    history = _History(checkpoints, settings.patience)

    def loss_of(network: torch.nn.Module, batch: list[LabelledExample], device: torch.device) -> torch.Tensor:
        targets = torch.tensor([example.label for example in batch], device=device)
        return torch.nn.functional.cross_entropy(logits_of(network, batch, tokenizer).float(), targets)

    def accuracy(name: str) -> float:
        return measure(model, tokenizer, sets[name], len(labels), settings.batch_tokens).accuracy

    def go_on(epoch: int) -> bool:
        return history.add(epoch, accuracy("train"), accuracy("validation"), model)

    plan = Plan(
        epochs=settings.epochs,
        learning_rate=settings.learning_rate,
        batch_tokens=settings.batch_tokens,
        seed=settings.seed,
    )
    if not history.finished:
        fit(model, lambda _epoch, _rng: sets["train"], loss_of, plan, checkpoints / _CHECKPOINT, go_on)
    model.load_state_dict(torch.load(checkpoints / _BEST, weights_only=True))
    _write(model, tokenizer, output)
    metrics: Metrics = {"settings": asdict(settings), "labels": labels, "epochs": history.rows}
    for name in [each for each in ("validation", "test") if each in sets]:
        measured = measure(model, tokenizer, sets[name], len(labels), settings.batch_tokens)
        metrics[name] = {"accuracy": measured.accuracy, "confusion": measured.confusion.tolist()}
        draw_confusion(measured, labels, name, output / f"confusion-{name}.png")
    (output / METRICS).write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(checkpoints)
    return metrics


class _History:
    """Accuracy per epoch, kept beside the checkpoint with the best weights so far."""

    def __init__(self, folder: Path, patience: int) -> None:
        self._folder = folder
        self._patience = patience
        file = folder / _HISTORY
        self.rows: list[dict[str, float]] = json.loads(file.read_text()) if file.exists() else []

    @property
    def finished(self) -> bool:
        """Whether the last epochs brought nothing."""
        scores = [row["validation"] for row in self.rows]
        return bool(scores) and len(scores) - 1 - scores.index(max(scores)) >= self._patience

    def add(self, epoch: int, train: float, validation: float, model: torch.nn.Module) -> bool:
        """Keep the weights if they are the best; returns whether to train on."""
        best = max((row["validation"] for row in self.rows[:epoch]), default=-1.0)
        self.rows = [*self.rows[:epoch], {"epoch": epoch + 1, "train": train, "validation": validation}]
        self._folder.mkdir(parents=True, exist_ok=True)
        if validation > best:
            torch.save(model.state_dict(), self._folder / _BEST)
        (self._folder / _HISTORY).write_text(json.dumps(self.rows), encoding="utf-8")
        print(f"epoch {epoch + 1}: train {train:.4f}, validation {validation:.4f}", flush=True)
        return not self.finished


def _write(model: Any, tokenizer: Any, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(output)
    tokenizer.save_pretrained(output)


def split(texts: Sequence[Labelled], share: float, seed: int) -> tuple[list[Labelled], list[Labelled]]:
    """Set a share apart, for those who have no validation data."""
    shuffled = list(texts)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - seeded on purpose
    kept = round(len(shuffled) * share)
    return shuffled[kept:], shuffled[:kept]
