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


def test_runs_start_alike_their_ends_are_averaged_and_those_that_ended_are_not_repeated(tmp_path: Path) -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    starts = []

    def run(target: float) -> Callable[[Path], None]:
        def train(part: Path) -> None:
            starts.append(model.weight.item())
            _train(model, target, part)

        return train

    for _ in range(2):
        fit_soup(model, [run(1.0), run(3.0)], (0.25, 0.75), tmp_path / "model.pt")
        assert model.weight.item() == pytest.approx(2.5, abs=0.05)
        fit_soup(model, [run(5.0), run(7.0)], (0.25, 0.25), tmp_path / "model.pt", start_share=0.5, number=3)
        assert model.weight.item() == pytest.approx(0.5 * 2.5 + 0.25 * 5 + 0.25 * 7, abs=0.05)
        assert len(starts) == 4
    assert starts[0] == starts[1]
    assert starts[2:] == pytest.approx([2.5, 2.5], abs=0.05)
