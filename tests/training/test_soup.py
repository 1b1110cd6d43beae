from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from training.loop import Plan, fit
from training.soup import fit_soup


class _Example:
    length = 1


def _loss(target: float) -> Any:
    return lambda model, _batch, _device: (model.weight.float() - target).square().sum()


def _train(model: torch.nn.Linear, target: float, part: Path) -> None:
    plan = Plan(epochs=200, learning_rate=0.1, batch_tokens=32, weight_decay=0.0)
    fit(model, lambda _epoch, _rng: [_Example()], _loss(target), plan, part)


def test_further_runs_go_on_from_the_mean_of_runs_from_one_start_and_ended_runs_are_not_repeated(
    tmp_path: Path,
) -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    starts = []

    def run(target: float) -> Callable[[Path], None]:
        def train(part: Path) -> None:
            starts.append(model.weight.item())
            _train(model, target, part)

        return train

    first, further, weights = [run(1.0), run(3.0)], [run(5.0), run(7.0)], (0.5, 0.25, 0.25)
    for _ in range(2):
        fit_soup(model, first, further, weights, tmp_path / "model.pt")
        assert model.weight.item() == pytest.approx(0.5 * 2 + 0.25 * 5 + 0.25 * 7, abs=0.05)
        assert len(starts) == 4
    assert starts[0] == starts[1]
    assert starts[2:] == pytest.approx([2.0, 2.0], abs=0.05)
