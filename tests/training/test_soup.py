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


def test_the_last_run_goes_on_from_the_mean_of_runs_from_one_start_and_ended_runs_are_not_repeated(
    tmp_path: Path,
) -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    starts = []

    def run(target: float) -> Callable[[Path], None]:
        def train(part: Path) -> None:
            starts.append(model.weight.item())
            _train(model, target, part)

        return train

    runs = [run(1.0), run(3.0)]
    fit_soup(model, runs, run(5.0), tmp_path / "model.pt")
    assert model.weight.item() == pytest.approx(5.0, abs=0.05)
    first, second, last = starts
    assert first == second
    assert last == pytest.approx(2.0, abs=0.05)
    fit_soup(model, runs, run(5.0), tmp_path / "model.pt")
    assert model.weight.item() == pytest.approx(5.0, abs=0.05)
    assert len(starts) == 3
