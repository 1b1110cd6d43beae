"""An answers model in ONNX that knows words by heart: what it says of a text depends on which words are in it."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from inference.contract import Task
from inference.reading.answers_model import SHORT_TEXTS_FILE
from inference.reading.onnx_model import MODEL_FILE, TOKENIZER_FILE
from inference.store.directory import ModelDirectory, open_model
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.manifest import Input, Manifest
from training.export.package import write_manifest

LABELS = ("yes", "no", "unknown")
INPUT = Input(max_tokens=64, overlap=16, prefix=(101,), separator=(102,), suffix=(102,))
NO_ANSWER = 101
"""The token at position 0."""

Table = npt.NDArray[np.float32]


def make_model(
    directory: Path,
    spans: Mapping[str, float],
    *,
    inside: Sequence[str] | None = None,
    verdicts: Mapping[str, tuple[float, float, float]] | None = None,
    short_spans: Mapping[str, float] | None = None,
    **manifest: Mapping[str, Any],
) -> ModelDirectory:
    """A model whose best span is the run of words with the highest score.

    `inside` are the words of answers, `verdicts` the logits of the verdict where a word is in the window; without
    them the model lacks these outputs. With `short_spans` there is a second encoder, for short texts, which judges.
    """
    directory.mkdir()
    shutil.copy(EMBEDDED_MODELS / "answers" / TOKENIZER_FILE, directory)
    tokenizer = Tokenizer.from_file(str(directory / TOKENIZER_FILE))
    tables = _spans(tokenizer, spans)
    if inside is not None:
        tables["inside_logits"] = np.full(tokenizer.get_vocab_size(), -4.0, np.float32)
        tables["inside_logits"][_pieces(tokenizer, " ".join(inside))] = 4.0
    if verdicts is not None:
        tables["verdict_logits"] = np.tile(np.array([-9.0, -9.0, 0.0], np.float32), (tokenizer.get_vocab_size(), 1))
        for word, logits in verdicts.items():
            tables["verdict_logits"][_pieces(tokenizer, word)] = logits
    onnx.save(_graph(tables), str(directory / MODEL_FILE))
    if short_spans is not None:
        onnx.save(_graph(tables | _spans(tokenizer, short_spans)), str(directory / SHORT_TEXTS_FILE))
    write_manifest(directory, _manifest(LABELS if verdicts is not None else (), manifest))
    return open_model(directory, Task.ANSWERS)


def _manifest(labels: tuple[str, ...], more: Mapping[str, Any]) -> Manifest:
    return Manifest(
        task=Task.ANSWERS, name="by-heart", version="1", engine="onnx", files={}, licence="x", base_model="y",
        input=INPUT, labels=labels, **more,
    )  # fmt: skip


def _spans(tokenizer: Tokenizer, spans: Mapping[str, float]) -> dict[str, Table]:
    return {
        "start_logits": _places(tokenizer, spans, first=True),
        "end_logits": _places(tokenizer, spans, first=False),
    }


def _places(tokenizer: Tokenizer, spans: Mapping[str, float], *, first: bool) -> Table:
    table = np.full(tokenizer.get_vocab_size(), -9.0, np.float32)
    table[NO_ANSWER] = 0.0
    for words, score in spans.items():
        pieces = _pieces(tokenizer, words)
        table[pieces[0] if first else pieces[-1]] = score
    return table


def _pieces(tokenizer: Tokenizer, words: str) -> list[int]:
    ids: list[int] = tokenizer.encode(words, add_special_tokens=False).ids
    return ids


def _graph(tables: Mapping[str, Table]) -> onnx.ModelProto:
    nodes, outputs = [], []
    for name, table in tables.items():
        whole = table.ndim > 1
        nodes.append(helper.make_node("Gather", [f"{name}_of", "input_ids"], [f"{name}_each" if whole else name]))
        if whole:
            nodes.append(helper.make_node("ReduceMax", [f"{name}_each", "tokens"], [name], keepdims=0))
        shape = ["batch", table.shape[1]] if whole else ["batch", "tokens"]
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    constants = [numpy_helper.from_array(table, f"{name}_of") for name, table in tables.items()]
    constants.append(numpy_helper.from_array(np.array([1], np.int64), "tokens"))
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])
    graph = helper.make_graph(nodes, "by_heart", [ids], outputs, initializer=constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
