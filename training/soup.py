"""Train several runs from one start and average their weights."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from training.loop import load_finished

Run = Callable[[Path], None]
"""Trains the model in place, with the checkpoint that it is given."""

State = dict[str, torch.Tensor]


def fit_soup(
    model: torch.nn.Module,
    runs: Sequence[Run],
    shares: Sequence[float],
    checkpoint: Path,
    *,
    start_share: float = 0.0,
    number: int = 1,
) -> None:
    """Leave in `model` the weighted mean of what the runs end with; each starts from the model as it is now.

    Runs from the same pretrained weights end near enough to each other that their mean reads better than each of them:
    "Model soups", Wortsman et al., 2022.

    Parameters
    ----------
    shares
        One for each run; with `start_share`, that of the weights that the model has now, they add up to 1.
    checkpoint
        The runs' own lie beside it, with their numbers in their names. A run that has ended is not called again.
    number
        That of the first run.
    """
    start = _weights(model)
    ends = []
    for place, run in enumerate(runs):
        model.load_state_dict(start)
        part = checkpoint.with_stem(f"{checkpoint.stem}-run{number + place}")
        if not load_finished(model, part):
            print(f"training {part.stem}", flush=True)
            run(part)
        ends.append(_weights(model))
    model.load_state_dict(mean([start, *ends], [start_share, *shares]))


def mean(states: Sequence[State], weights: Sequence[float]) -> State:
    """The weighted mean of the weights by name; whole numbers, such as positions, are those of the first."""
    return {
        name: sum((share * state[name] for share, state in zip(weights, states, strict=True)), torch.zeros_like(value))
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }


def _weights(model: torch.nn.Module) -> State:
    return {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}
