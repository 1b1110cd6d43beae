"""PyTorch module -> ONNX -> fused -> INT8, without a change of what goes in and comes out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

OPSET = 17

ENCODER_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_onnx(
    model: torch.nn.Module, inputs: Sequence[str], outputs: Mapping[str, Sequence[str]], target: Path
) -> None:
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


def fuse(source: Path, target: Path, model_type: str, heads: int, width: int) -> None:
    """Fuse attention, layer normalisation and GELU into ONNX Runtime's own operators."""
    options = FusionOptions(model_type)
    fused = optimizer.optimize_model(
        str(source),
        model_type=model_type,
        num_heads=heads,
        hidden_size=width,
        optimization_options=options,
        opt_level=0,
    )
    fused.save_model_to_file(str(target))


def quantise(source: Path, target: Path) -> None:
    """Quantise the weights to INT8 per channel; what makes the outputs (the heads) stays FP32."""
    heads = [node.name for node in _last_products(onnx.load(str(source)).graph)]
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
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
