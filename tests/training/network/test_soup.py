from pathlib import Path
from typing import Any

import pytest
import torch

from training.network.loop import Plan, fit
from training.network.soup import Round, draw_back, fit_rounds


class _Example:
    length = 1


def _loss(target: float) -> Any:
    return lambda model, _batch, _device: (model.weight.float() - target).square().sum()


def _fit(model: torch.nn.Linear, target: float, plan: Plan, part: Path) -> None:
    fit(model, lambda _epoch, _rng: [_Example()], _loss(target), plan, part)


def test_each_round_starts_from_the_mean_before_it_and_runs_that_ended_are_not_repeated(tmp_path: Path) -> None:
    model = torch.nn.Linear(1, 1, bias=False)
    first = model.weight.item()
    plan = Plan(epochs=200, learning_rate=0.1, batch_tokens=32, weight_decay=0.0)
    rounds = (Round((plan, plan), shares=(0.0, 0.25, 0.75)), Round((plan,), shares=(0.5, 0.5)))
    starts: list[float] = []

    def train_run(number: int, plan: Plan, part: Path) -> None:
        starts.append(model.weight.item())
        _fit(model, (1.0, 3.0, 5.0)[number], plan, part)

    for _ in range(2):
        model.weight.data.fill_(first)
        fit_rounds(model, rounds, train_run, tmp_path / "model.pt")
        assert model.weight.item() == pytest.approx(3.75, abs=0.05)
        assert starts == pytest.approx([first, first, 2.5], abs=0.05)
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"model-run{number}.pt" for number in (1, 2, 3)]


class _Network(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = torch.nn.Linear(64, 64)
        self.head = torch.nn.Linear(1, 1)


def test_what_did_not_learn_is_drawn_back_to_the_very_bits_that_it_has() -> None:
    torch.manual_seed(1)
    model, earlier = _Network(), _Network()
    model.encoder.weight.data.copy_(earlier.encoder.weight.data)
    model.head.weight.data.fill_(1.0)
    earlier.head.weight.data.fill_(3.0)
    draw_back(model, earlier, kept=0.7)
    assert torch.equal(model.encoder.weight, earlier.encoder.weight)
    assert model.head.weight.item() == pytest.approx(1.6)
