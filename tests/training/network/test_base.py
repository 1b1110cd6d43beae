from pathlib import Path

import pytest
import torch

from tests.training.tiny_models import save_encoder
from training.network.base import load_encoder, shortened

IDS = torch.tensor([[5, 6, 7, 8]])


@pytest.mark.parametrize("family", ["bert", "distilbert", "roberta"])
def test_a_shortened_encoder_puts_out_what_the_layer_that_is_now_last_did(family: str, tmp_path: Path) -> None:
    save_encoder(family, tmp_path)
    whole = load_encoder(str(tmp_path)).eval()
    states = whole(input_ids=IDS, attention_mask=torch.ones_like(IDS), output_hidden_states=True).hidden_states
    shorter = shortened(whole, 1).eval()
    assert shorter.config.num_hidden_layers == 1
    assert torch.equal(shorter(input_ids=IDS, attention_mask=torch.ones_like(IDS)).last_hidden_state, states[1])
    assert whole.config.num_hidden_layers == 2
