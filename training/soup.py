"""Several runs from one start, and the mean of the weights that they end with.

Runs from the same weights end near enough to each other that their mean reads better than each of them: "Model soups",
Wortsman et al., 2022.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from training.loop import load_finished

Run = Callable[[Path], None]
"""Trains the model in place, with the checkpoint that it is given."""

Weights = dict[str, torch.Tensor]


def weights_of(model: torch.nn.Module) -> Weights:
    """A copy of the weights as they are now, on the CPU."""
    return {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}


def ends(
    model: torch.nn.Module, runs: Sequence[Run], start: Weights, checkpoint: Path, *, number: int = 1
) -> list[Weights]:
    """Train each run from `start`, and return the weights that each ends with.

    Parameters
    ----------
    checkpoint
        The runs' own lie beside it, with their numbers in their names. A run that has ended is not called again.
    number
        That of the first run.
    """
    found = []
    for place, run in enumerate(runs):
        model.load_state_dict(start)
        part = checkpoint.with_stem(f"{checkpoint.stem}-run{number + place}")
        if not load_finished(model, part):
            print(f"training {part.stem}", flush=True)
            run(part)
        found.append(weights_of(model))
    return found


def mean(several: Sequence[Weights], shares: Sequence[float]) -> Weights:
    """The weighted mean of weights by name; whole numbers, such as positions, are those of the first."""
    return {
        name: sum((share * each[name] for share, each in zip(shares, several, strict=True)), torch.zeros_like(value))
        if value.is_floating_point()
        else value
        for name, value in several[0].items()
    }
