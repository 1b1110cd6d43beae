"""Runs from one start, and the mean of the weights that they end with.

Runs from the same weights end near enough to each other that their mean reads better than each of them: "Model soups",
Wortsman et al., 2022.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from training.network.loop import Plan, beside, load_finished
from training.recipes import Described

TrainRun = Callable[[int, Plan, Path], None]
"""Trains the model in place: gets the run's number from 0, its plan, and where its checkpoint lies."""

Weights = dict[str, torch.Tensor]


class Round(Described, frozen=True):
    """Runs that start from the same weights.

    Attributes
    ----------
    shares
        Of the weights that the round starts from, and of those that each run ends with, in what is kept.
    """

    plans: tuple[Plan, ...]
    shares: tuple[float, ...]


def fit_rounds(model: torch.nn.Module, rounds: Sequence[Round], train_run: TrainRun, checkpoint: Path) -> None:
    """Train in place; each round starts from what the one before has kept.

    Parameters
    ----------
    train_run
        Not called for a run that has ended.
    checkpoint
        The runs' own lie beside it, with their numbers from 1 in their names.
    """
    kept, number = weights_of(model), 0
    for each in rounds:
        ends = []
        for plan in each.plans:
            model.load_state_dict(kept)
            part = beside(checkpoint, f"run{number + 1}")
            if not load_finished(model, part):
                print(f"training {part.stem}", flush=True)
                train_run(number, plan, part)
            ends.append(weights_of(model))
            number += 1
        kept = mean_of([kept, *ends], each.shares)
    model.load_state_dict(kept)


def draw_back(model: Any, earlier: Any, kept: float) -> None:
    """Give `earlier` a share of 1 - `kept` in a model's `encoder` and `head`, in place; other heads stay.

    What both have alike, as where it did not learn, stays the same to the last bit.
    """
    for now, then in ((model.encoder, earlier.encoder), (model.head, earlier.head)):
        before = weights_of(then)
        now.load_state_dict(
            {
                name: torch.lerp(before[name], value, kept) if value.is_floating_point() else value
                for name, value in weights_of(now).items()
            }
        )


def save_weights(model: torch.nn.Module, path: Path) -> None:
    """Write weights to a file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(weights_of(model), partial)
    partial.replace(path)


def load_weights(model: torch.nn.Module, path: Path) -> None:
    """Take weights from such a file."""
    model.load_state_dict(torch.load(path, weights_only=True))


def weights_of(model: torch.nn.Module) -> Weights:
    """A copy of a model's weights, off the device that it is on."""
    return {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}


def mean_of(several: Sequence[Weights], shares: Sequence[float]) -> Weights:
    """The weighted mean of weights by name; whole numbers, such as positions, are those of the first."""
    return {
        name: sum((share * each[name] for share, each in zip(shares, several, strict=True)), torch.zeros_like(value))
        if value.is_floating_point()
        else value
        for name, value in several[0].items()
    }
