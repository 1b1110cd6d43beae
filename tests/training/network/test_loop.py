import random
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from msgspec.structs import replace

from training.network.loop import PAD_MULTIPLE, Plan, batches, fit, load_finished, padded, padded_rows


@dataclass(frozen=True)
class Example:
    value: float
    length: int = 3


EXAMPLES = [Example(index / 10) for index in range(40)]
PLAN = Plan(epochs=3, learning_rate=0.3, batch_tokens=4 * padded(3), checkpoint_every_s=0)


class Line(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.slope = torch.nn.Parameter(torch.zeros(1, 1))


class Layers(torch.nn.Module):
    """A slope, and layers that have to learn to let it pass."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.slope = torch.nn.Parameter(torch.zeros(1, 1))
        self.layers = torch.nn.ModuleList([torch.nn.Linear(4, 4) for _ in range(2)])


def loss_of(model: torch.nn.Module, batch: list[Example], _device: torch.device) -> torch.Tensor:
    values = torch.tensor([example.value for example in batch])
    slope: torch.Tensor = model.slope  # type: ignore[assignment]
    return ((slope[0, 0] * values - 2 * values) ** 2).mean()


def epoch(_number: int, rng: random.Random) -> list[Example]:
    return rng.sample(EXAMPLES, len(EXAMPLES))


def train(checkpoint: Path, stop_after: int | None = None) -> float:
    """Return the slope that was learned; a run may be killed after some steps."""
    model = Line()
    seen = 0

    def counted(network: torch.nn.Module, batch: list[Example], device: torch.device) -> torch.Tensor:
        nonlocal seen
        seen += 1
        if seen - 1 == stop_after:
            raise KeyboardInterrupt
        return loss_of(network, batch, device)

    try:
        fit(model, epoch, counted, PLAN, checkpoint)
    except KeyboardInterrupt:
        return float("nan")
    return float(model.slope)


def test_what_is_to_be_learned_is_learned(tmp_path: Path) -> None:
    assert train(tmp_path / "run.pt") == pytest.approx(2, abs=0.2)


def test_a_run_that_was_killed_ends_as_one_that_was_not(tmp_path: Path) -> None:
    train(tmp_path / "killed.pt", stop_after=11)
    assert train(tmp_path / "killed.pt") == train(tmp_path / "whole.pt")


def loss_of_layers(model: torch.nn.Module, batch: list[Example], device: torch.device) -> torch.Tensor:
    values = torch.eye(4)
    for layer in model.layers:  # type: ignore[union-attr]
        values = layer(values)
    return loss_of(model, batch, device) + (values - 2 * torch.eye(4)).square().mean()


def test_muon_and_adamw_learn_a_models_parts_together_and_go_on_after_a_kill(tmp_path: Path) -> None:
    plan = replace(PLAN, optimizer="muon")
    seen = 0

    def killed(model: torch.nn.Module, batch: list[Example], device: torch.device) -> torch.Tensor:
        nonlocal seen
        seen += 1
        if seen == 12:
            raise KeyboardInterrupt
        return loss_of_layers(model, batch, device)

    whole, parted = Layers(), Layers()
    before = float(loss_of_layers(whole, EXAMPLES, torch.device("cpu")))
    fit(whole, epoch, loss_of_layers, plan, tmp_path / "whole.pt")
    with pytest.raises(KeyboardInterrupt):
        fit(parted, epoch, killed, plan, tmp_path / "parted.pt")
    again = Layers()
    fit(again, epoch, loss_of_layers, plan, tmp_path / "parted.pt")
    assert float(loss_of_layers(whole, EXAMPLES, torch.device("cpu"))) < before / 4
    for one, other in zip(whole.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, other)


def test_the_loop_ends_when_it_is_told_to(tmp_path: Path) -> None:
    asked: list[int] = []

    def go_on(number: int) -> bool:
        asked.append(number)
        return number < 1

    fit(Line(), epoch, loss_of, PLAN, tmp_path / "run.pt", go_on=go_on)
    assert asked == [0, 1]


def test_batches_hold_every_example_once_and_keep_to_the_budget() -> None:
    examples = [Example(index, length=1 + index % 90) for index in range(200)]
    groups = batches(examples, 256, random.Random(1))  # noqa: S311 - seeded on purpose
    assert sorted(example.value for group in groups for example in group) == [example.value for example in examples]
    assert all(len(group) * max(padded(example.length) for example in group) <= 256 for group in groups)


def test_rows_are_filled_up_on_the_right_to_a_length_that_batches_share() -> None:
    rows = padded_rows([[5, 6, 7], [8]], padding=9)
    assert rows.shape == (2, PAD_MULTIPLE)
    assert rows[:, :4].tolist() == [[5, 6, 7, 9], [8, 9, 9, 9]]
    assert set(rows[:, 4:].flatten().tolist()) == {9}
    assert padded_rows([[1] * (PAD_MULTIPLE + 1)]).shape == (1, 2 * PAD_MULTIPLE)


def test_the_weights_of_a_run_that_has_ended_are_taken_as_they_are(tmp_path: Path) -> None:
    slope = train(tmp_path / "run.pt")
    model = Line()
    assert load_finished(model, tmp_path / "run.pt")
    assert float(model.slope) == slope


def test_a_run_that_was_killed_has_not_ended(tmp_path: Path) -> None:
    train(tmp_path / "run.pt", stop_after=11)
    assert (tmp_path / "run.pt").exists()
    assert not load_finished(Line(), tmp_path / "run.pt")
    assert not load_finished(Line(), tmp_path / "none.pt")
