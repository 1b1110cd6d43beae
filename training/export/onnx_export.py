"""PyTorch module -> ONNX -> fused -> INT8, without a change of what goes in and comes out."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.onnx_model import OnnxModel

from inference.reading.onnx_model import MASK, WEIGHTS_SUFFIX, Row
from training.export.activation_smoothing import smooth_activations

OPSET = 17

ENCODER_INPUTS = ("input_ids", MASK, "token_type_ids")

_MASK_PLACES = {"Attention": 3, "EmbedLayerNormalization": 7}
"""Operator -> place of the mask among its inputs (ONNX Runtime's contributed operators)."""

_FUSIBLE = {"bert": "bert", "distilbert": "bert", "roberta": "bert", "xlm-roberta": "bert", "gpt2": "gpt2"}
"""Model type in Hugging Face's terms -> what ONNX Runtime's fusions call it; others stay as they are exported."""


def write_onnx(
    model: torch.nn.Module,
    inputs: Sequence[str],
    outputs: Mapping[str, Sequence[str]],
    config: Any,
    target: Path,
    samples: Sequence[Row],
    *,
    quantised: bool,
) -> None:
    """Write a module as fused ONNX, in INT8 or in FP32, with its weights in a file beside `target`.

    `config` is that of its encoder. On `samples`, which it usually reads, INT8 is made to cost little: its activations
    are evened out, which takes some time in each reading.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, fused, small = (Path(folder) / f"{name}.onnx" for name in ("plain", "fused", "small"))
        _export(model, inputs, outputs, plain)
        _fuse(plain, fused, config)
        if quantised:
            _quantise(fused, small, samples)
        _settle(small if quantised else fused, target)


def _export(model: torch.nn.Module, inputs: Sequence[str], outputs: Mapping[str, Sequence[str]], target: Path) -> None:
    """Write FP32 ONNX of a module that takes int64 tensors of shape (batch, tokens).

    `outputs` maps the name of each output to the names of its leading dimensions of variable size.
    """
    axes = {name: {0: "batch", 1: "tokens"} for name in inputs}
    axes |= {name: dict(enumerate(dimensions)) for name, dimensions in outputs.items()}
    torch.onnx.export(
        model.cpu().eval(),
        tuple(torch.ones(2, 16, dtype=torch.int64) for _ in inputs),
        str(target),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,  # the fusions know the graphs of the tracing exporter
    )


def _fuse(source: Path, target: Path, config: Any) -> None:
    """Fuse attention, layer normalisation and GELU into ONNX Runtime's own operators, where the family is known."""
    family = _FUSIBLE.get(config.model_type)
    if family is None:
        shutil.copy(source, target)
        return
    options = FusionOptions(family)
    options.enable_skip_layer_norm = False
    options.enable_bias_gelu = False  # a product of INT8 adds the bias for nothing
    fused = optimizer.optimize_model(
        str(source),
        model_type=family,
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
    fused.save_model_to_file(str(target))
    if _attend_to_all(fused):
        fused.save_model_to_file(str(target))


def _attend_to_all(fused: OnnxModel) -> bool:
    """Take the attention mask out of a graph of fused operators, and tell whether nothing else needs it.

    It only hides padding. Without it attention is a tenth faster, and the readers pad nothing.
    """
    for node in fused.model.graph.node:
        place = _MASK_PLACES.get(node.op_type)
        if place is not None and len(node.input) > place:
            node.input[place] = ""
    fused.prune_graph(allow_remove_graph_inputs=True)
    return MASK not in {value.name for value in fused.model.graph.input}


def _quantise(source: Path, target: Path, samples: Sequence[Row]) -> None:
    """Quantise the weights to INT8 per channel; what makes the outputs (the heads) stays FP32."""
    model = onnx.load(str(source))
    products = [node.name for node in _last_products(model.graph)]
    # Gemm, as a head is that sees one position, is first made a product and a sum, and gets this name.
    heads = [*products, *(f"{name}_MatMul" for name in products)]
    if samples:
        smooth_activations(model, samples, heads)
    quantize_dynamic(
        model,
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _settle(source: Path, target: Path) -> None:
    """Apply ONNX Runtime's own rewritings once and for all, so that loading need not.

    Sums stay apart from the layer normalisation after them: fused into one operator they took 7 times as long as in
    two, measured on a CPU with onnxruntime 1.31. So do biases from GELU, for the product before adds them in passing.
    """
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.add_session_config_entry(
        "session.optimized_model_external_initializers_file_name", target.name + WEIGHTS_SUFFIX
    )
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(
        str(source),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion", "BiasGeluFusion"],
    )


def _last_products(graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """The matrix products nearest to the outputs."""
    producers = {name: node for node in graph.node for name in node.output}
    found = []
    waiting = [output.name for output in graph.output]
    while waiting:
        node = producers.get(waiting.pop())
        if node is None:
            continue
        if node.op_type in {"MatMul", "Gemm"}:
            found.append(node)
        else:
            waiting.extend(node.input)
    return found
