from pathlib import Path
from typing import Any

import pytest
import torch

from tests.training.tiny_models import save_encoder
from training.errors import UnsupportedModelError
from training.network.base import load_encoder
from training.network.narrowing import Width, Worth, equal_worths, head_size, layers, measure_worths, narrow

IDS = torch.arange(5, 17).view(2, 6)
HALF = Width(heads=0.5, neurons=0.5)


def encoder_of(family: str, folder: Path) -> Any:
    save_encoder(family, folder / family)
    return load_encoder(str(folder / family)).eval()


def states(encoder: Any) -> torch.Tensor:
    result: torch.Tensor = encoder(input_ids=IDS, attention_mask=torch.ones_like(IDS)).last_hidden_state
    return result


def silence_first_head(layer: Any) -> None:
    with torch.no_grad():
        layer.attention.output.dense.weight[:, :16] = 0
        layer.output.dense.weight[:, :32] = 0


@pytest.mark.parametrize("family", ["bert", "distilbert", "roberta"])
def test_layers_keep_a_share_of_their_heads_and_neurons(family: str, tmp_path: Path) -> None:
    encoder = encoder_of(family, tmp_path)
    before = sum(parameter.numel() for parameter in layers(encoder).parameters())
    narrow(encoder, HALF, list(equal_worths(encoder)))
    after = sum(parameter.numel() for parameter in layers(encoder).parameters())
    assert encoder.config.num_attention_heads == 1
    assert head_size(encoder.config) == 16
    assert after / before == pytest.approx(0.5, abs=0.03)
    assert states(encoder).shape == (2, 6, 32)


def test_what_flows_nowhere_is_worth_nothing_and_can_go(tmp_path: Path) -> None:
    encoder = encoder_of("bert", tmp_path)
    for layer in layers(encoder):
        silence_first_head(layer)
    expected = states(encoder)
    worths = measure_worths(encoder, [lambda: states(encoder).square().sum(-1)[:, 1].sin().sum()])
    for worth in worths:
        assert worth.heads[0] == 0 < worth.heads[1]
        assert worth.neurons[:32].sum() == 0 < worth.neurons[32:].min()
    narrow(encoder, HALF, worths)
    assert torch.allclose(states(encoder), expected, atol=1e-6)


def test_measuring_leaves_nothing_behind(tmp_path: Path) -> None:
    encoder = encoder_of("bert", tmp_path)
    expected = states(encoder)
    measure_worths(encoder, [lambda: states(encoder).sum()])
    assert torch.equal(states(encoder), expected)
    assert all(parameter.grad is None for parameter in encoder.parameters())
    assert not any(module._forward_pre_hooks for module in encoder.modules())


def test_one_head_stays_at_least(tmp_path: Path) -> None:
    encoder = encoder_of("bert", tmp_path)
    narrow(encoder, Width(0.01, 0.01), [Worth(torch.ones(2), torch.ones(64))] * 2)
    assert encoder.config.num_attention_heads == 1
    assert states(encoder).isfinite().all()


def test_other_families_are_refused(tmp_path: Path) -> None:
    encoder = encoder_of("bert", tmp_path)
    encoder.config.model_type = "mpnet"
    with pytest.raises(UnsupportedModelError, match="A mpnet cannot be made narrower: use BERT"):
        narrow(encoder, HALF, [])
