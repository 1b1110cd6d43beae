from pathlib import Path

import pytest
import torch

from inference.contract import Task
from tests.training.tiny_models import save_encoder
from training.answers.network import AnswersNetwork
from training.errors import UnsupportedModelError
from training.export.embedded import PER_TEXT, PER_TOKEN, write_onnx_model
from training.export.sources import provenance
from training.network.base import MINILM, load_tokenizer
from training.network.framing import reader_input
from training.network.published import load_published

OUTPUTS = {"start_logits": PER_TOKEN, "end_logits": PER_TOKEN, "inside_logits": PER_TOKEN, "verdict_logits": PER_TEXT}


def publish(folder: Path, seed: int) -> AnswersNetwork:
    save_encoder("bert", folder / "bert")
    torch.manual_seed(seed)
    network, tokenizer = AnswersNetwork(str(folder / "bert")).eval(), load_tokenizer(str(folder / "bert"))
    layer = network.encoder.encoder.layer[0]
    with torch.no_grad():
        for value in network.parameters():  # what is alike, as biases are before training, would be written once
            value.add_(torch.randn_like(value) / 50)
        # so that what comes out of it has to be evened out
        layer.attention.output.LayerNorm.weight[3] *= 60
        layer.intermediate.dense.weight[:, 3] /= 60
    spec = reader_input(tokenizer, network.encoder.config, pair=True, max_tokens=32)
    write_onnx_model(
        folder / "model", network, tokenizer, OUTPUTS, Task.ANSWERS, spec, "1", quantised=True,
        **provenance(Task.ANSWERS, MINILM),
    )  # fmt: skip
    return network


def test_a_published_model_comes_back_but_for_what_quantising_took(tmp_path: Path) -> None:
    network = publish(tmp_path, seed=1)
    torch.manual_seed(2)
    again = AnswersNetwork(str(tmp_path / "bert")).eval()
    load_published(again, tmp_path / "model")
    for name, value in network.state_dict().items():
        found = again.state_dict()[name]
        assert torch.allclose(found, value, atol=float(value.abs().max()) / 60 + 1e-6), name


def test_another_shape_is_explained(tmp_path: Path) -> None:
    publish(tmp_path, seed=1)
    save_encoder("distilbert", tmp_path / "distilbert")
    with pytest.raises(UnsupportedModelError):
        load_published(AnswersNetwork(str(tmp_path / "distilbert")), tmp_path / "model")
