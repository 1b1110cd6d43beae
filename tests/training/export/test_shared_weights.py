from pathlib import Path

import numpy as np
import onnx
import torch

from inference.contract import Task
from inference.reading.onnx_model import MODEL_FILE, OnnxModel, Row, open_graph
from inference.store.directory import ModelDirectory, open_model
from inference.store.in_memory import ModelInMemory
from tests.training.tiny_models import save_encoder
from training.answers.network import AnswersNetwork
from training.export.embedded import PER_TOKEN, write_onnx_model
from training.export.sources import provenance
from training.network.base import MINILM, load_tokenizer
from training.network.framing import reader_input

OTHER = "other.onnx"
OUTPUTS = {"start_logits": PER_TOKEN, "end_logits": PER_TOKEN}
WORDS = "encoder.embeddings.word_embeddings.weight"


def write(folder: Path) -> ModelDirectory:
    """A model of two networks, alike but for what follows their embeddings."""
    save_encoder("bert", folder / "bert")
    first, second = (AnswersNetwork(str(folder / "bert")).eval() for _ in range(2))
    with torch.no_grad():
        for weight in second.encoder.encoder.parameters():
            weight.add_(torch.randn_like(weight) / 50)
    tokenizer = load_tokenizer(str(folder / "bert"))
    spec = reader_input(tokenizer, first.encoder.config, pair=True, max_tokens=32)
    write_onnx_model(
        folder / "model", first, tokenizer, OUTPUTS, Task.ANSWERS, spec, "1", quantised=True, beside={OTHER: second},
        **provenance(Task.ANSWERS, MINILM),
    )  # fmt: skip
    return open_model(folder / "model", Task.ANSWERS)


def places(file: Path) -> dict[str, str]:
    """The file that holds each of a graph's external weights."""
    tensors = onnx.load(str(file), load_external_data=False).graph.initializer
    return {tensor.name: tensor.external_data[0].value for tensor in tensors if tensor.external_data}


def test_what_both_hold_is_stored_once(tmp_path: Path) -> None:
    path = write(tmp_path).path
    first, second = places(path / MODEL_FILE), places(path / OTHER)
    shared = [name for name in second if second[name] == first.get(name)]
    assert any(name.startswith(WORDS) for name in shared)
    assert any(place == f"{OTHER}.data" for place in second.values())
    assert (path / f"{OTHER}.data").stat().st_size < (path / f"{MODEL_FILE}.data").stat().st_size


def test_both_read_as_before_on_disk_and_in_memory(tmp_path: Path) -> None:
    model = write(tmp_path)
    row = Row([1, 2, 3, 4], [0, 0, 1, 1])
    onnx_model = OnnxModel.of(model)
    in_memory = ModelInMemory(model.manifest, {name: model.read(name) for name in model.manifest.files})
    found = [
        OnnxModel(open_graph(each, OTHER), onnx_model.tokenizer, onnx_model.spec).run([row])[0]["start_logits"]
        for each in (model, in_memory)
    ]
    np.testing.assert_array_equal(found[0], found[1])
    assert not np.allclose(found[0], onnx_model.run([row])[0]["start_logits"])
