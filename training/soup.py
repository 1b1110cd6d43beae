"""Train several runs from one start, average their weights, and train on from there."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from training.loop import load_finished

Run = Callable[[Path], None]
"""Trains the model in place, with the checkpoint that it is given."""

State = dict[str, torch.Tensor]


def fit_soup(
    model: torch.nn.Module, first: Sequence[Run], further: Sequence[Run], weights: Sequence[float], checkpoint: Path
) -> None:
    """Leave in `model` a weighted mean of weights: of the middle that runs end around, and of what goes on from there.

    Runs from the same pretrained weights end near enough to each other that their mean reads better than each of them:
    "Model soups", Wortsman et al., 2022.

    Parameters
    ----------
    first
        Runs from the weights that the model has now; the mean of their ends is the middle. One that has ended is not
        called again.
    further
        Runs that go on from the middle.
    weights
        Shares of the middle and of the end of each further run.
    checkpoint
        The runs' own lie beside it, with their numbers in their names.
    """
    parts = [checkpoint.with_stem(f"{checkpoint.stem}-run{number + 1}") for number in range(len(first) + len(further))]
    ends = _ends(model, first, _weights(model), parts[: len(first)])
    middle = mean(ends, [1 / len(ends)] * len(ends))
    further_ends = _ends(model, further, middle, parts[len(first) :])
    model.load_state_dict(mean([middle, *further_ends], weights))


def mean(states: Sequence[State], weights: Sequence[float]) -> State:
    """The weighted mean of the weights by name; whole numbers, such as positions, are those of the first."""
    return {
        name: sum((share * state[name] for share, state in zip(weights, states, strict=True)), torch.zeros_like(value))
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }


def _ends(model: torch.nn.Module, runs: Sequence[Run], start: State, parts: Sequence[Path]) -> list[State]:
    ends = []
    for run, part in zip(runs, parts, strict=True):
        model.load_state_dict(start)
        if not load_finished(model, part):
            print(f"training {part.stem}", flush=True)
            run(part)
        ends.append(_weights(model))
    return ends


def _weights(model: torch.nn.Module) -> State:
    return {name: value.detach().cpu().clone() for name, value in model.state_dict().items()}
