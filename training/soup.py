"""Train several runs from one start, average their weights, and train on from there."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from training.loop import load_finished

Run = Callable[[Path], None]
"""Trains the model in place, with the checkpoint that it is given."""


def fit_soup(model: torch.nn.Module, runs: Sequence[Run], last: Run, checkpoint: Path) -> None:
    """Leave in `model` what `last` makes of the mean of the weights that the runs end with.

    Runs from the same pretrained weights end near enough to each other that their mean reads better than each of them:
    "Model soups", Wortsman et al., 2022.

    Parameters
    ----------
    runs, last
        One that has ended is not called again.
    checkpoint
        The runs' own lie beside it, with their numbers in their names.
    """
    start = _weights(model)
    ends = []
    for number, run in enumerate(runs, 1):
        model.load_state_dict(start)
        _finish(model, run, number, checkpoint)
        ends.append(_weights(model))
    model.load_state_dict(mean(ends))
    _finish(model, last, len(runs) + 1, checkpoint)


def mean(states: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights by name; whole numbers, such as positions, are those of the first."""
    first = states[0]
    return {
        name: torch.stack([state[name] for state in states]).mean(dim=0) if value.is_floating_point() else value
        for name, value in first.items()
    }


def _finish(model: torch.nn.Module, run: Run, number: int, checkpoint: Path) -> None:
    part = checkpoint.with_stem(f"{checkpoint.stem}-run{number}")
    if not load_finished(model, part):
        print(f"run {number}", flush=True)
        run(part)


def _weights(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}
