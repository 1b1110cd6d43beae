from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from training.loop import Plan, fit
from training.soup import ends, mean, weights_of


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

    start, checkpoint = weights_of(model), tmp_path / "model.pt"
    for _ in range(2):
        middle = mean(ends(model, [run(1.0), run(3.0)], start, checkpoint), (0.25, 0.75))
        assert middle["weight"].item() == pytest.approx(2.5, abs=0.05)
        further = ends(model, [run(5.0)], middle, checkpoint, number=3)
        assert further[0]["weight"].item() == pytest.approx(5, abs=0.05)
        assert len(starts) == 3
    assert starts == pytest.approx([start["weight"].item()] * 2 + [2.5], abs=0.05)
