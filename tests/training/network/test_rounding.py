from pathlib import Path

import torch

from tests.training.tiny_models import save_encoder
from training.network.base import load_encoder
from training.network.rounding import rounded, rounded_inputs

IDS = torch.arange(5, 17).view(2, 6)


def test_values_have_256_steps_and_zero_stays_zero() -> None:
    values = torch.cat([torch.zeros(1), torch.linspace(-1, 3, 1000)]).view(1, -1, 1)
    result = rounded(values)
    assert len(set(result.flatten().tolist())) == 256
    assert result[0, 0, 0] == 0
    assert (result - values).abs().max() <= 4 / 255 / 2 + 1e-6


def test_each_sequence_has_steps_of_its_own() -> None:
    values = torch.stack([torch.linspace(0, 1, 50), torch.linspace(0, 1000, 50)]).view(2, 50, 1)
    errors = (rounded(values) - values).abs().amax(dim=(1, 2))
    assert errors[0] <= 1 / 255 / 2 + 1e-6
    assert errors[1] > 0.1


def test_gradients_pass_as_if_nothing_was_rounded() -> None:
    values = torch.linspace(-1, 1, 12).view(1, 3, 4).requires_grad_()
    rounded(values).sum().backward()  # type: ignore[no-untyped-call]
    assert values.grad is not None
    assert torch.equal(values.grad, torch.ones_like(values))


def test_an_encoder_reads_rounded_inputs_only_while_it_is_open(tmp_path: Path) -> None:
    save_encoder("bert", tmp_path)
    encoder = load_encoder(str(tmp_path)).eval()
    exact = encoder(input_ids=IDS).last_hidden_state
    with rounded_inputs(encoder):
        near = encoder(input_ids=IDS).last_hidden_state
    assert not torch.equal(near, exact)
    assert torch.allclose(near, exact, atol=0.1)
    assert torch.equal(encoder(input_ids=IDS).last_hidden_state, exact)
