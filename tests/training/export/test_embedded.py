from pathlib import Path

import onnx
import torch

from inference.contract import Task
from inference.reading.onnx_model import MODEL_FILE
from tests.training.tiny_models import save_encoder
from training.answers.network import AnswersNetwork
from training.export.embedded import PER_TEXT, PER_TOKEN, write_onnx_model
from training.export.sources import provenance
from training.network.base import MINILM, load_tokenizer
from training.network.framing import reader_input


def test_activations_that_reach_far_are_evened_out(tmp_path: Path) -> None:
    save_encoder("bert", tmp_path / "bert")
    network, tokenizer = AnswersNetwork(str(tmp_path / "bert")), load_tokenizer(str(tmp_path / "bert"))
    layer = network.encoder.encoder.layer[0]
    with torch.no_grad():
        layer.attention.output.LayerNorm.weight[3] *= 60
        layer.intermediate.dense.weight[:, 3] /= 60
    spec = reader_input(tokenizer, network.encoder.config, pair=True, max_tokens=32)
    outputs = {"start_logits": PER_TOKEN, "end_logits": PER_TOKEN}
    write_onnx_model(
        tmp_path / "model", network, tokenizer, outputs, Task.ANSWERS, spec, "1", quantised=True,
        **provenance(Task.ANSWERS, MINILM),
    )  # fmt: skip
    nodes = onnx.load(str(tmp_path / "model" / MODEL_FILE), load_external_data=False).graph.node
    assert any(node.name.endswith("_smooth") for node in nodes)


def test_heads_stay_as_they_are_whatever_they_see(tmp_path: Path) -> None:
    save_encoder("bert", tmp_path / "bert")
    network, tokenizer = AnswersNetwork(str(tmp_path / "bert")), load_tokenizer(str(tmp_path / "bert"))
    spec = reader_input(tokenizer, network.encoder.config, pair=True, max_tokens=32)
    outputs = {
        "start_logits": PER_TOKEN,
        "end_logits": PER_TOKEN,
        "inside_logits": PER_TOKEN,
        "verdict_logits": PER_TEXT,
    }
    write_onnx_model(
        tmp_path / "model", network, tokenizer, outputs, Task.ANSWERS, spec, "1", quantised=True,
        **provenance(Task.ANSWERS, MINILM),
    )  # fmt: skip
    graph = onnx.load(str(tmp_path / "model" / MODEL_FILE)).graph
    assert sum(node.op_type in {"MatMul", "Gemm"} for node in graph.node) == 3
    assert not [each.name for each in graph.initializer if each.name.startswith("verdict") and "quantized" in each.name]
