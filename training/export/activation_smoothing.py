"""Even out how far the channels of an activation reach before INT8 rounds it; what the model computes stays the same.

INT8 gives an activation one scale, so a few channels that reach far cost the others their precision. Such channels are
divided before a product, and the weights that they meet are multiplied by as much: "SmoothQuant", Xiao et al., 2023.
How far is too far is decided by the error in the product, which is to be least, as in "AWQ", Lin et al., 2024.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from inference.reading.onnx_model import MASK, Array, Row

QUANTILES = (0.9, 0.92, 0.94, 0.96, 0.98, 0.99)
"""Channels that reach further than this share of all channels are tried to be cut down to it."""

WORTH = 0.5
"""Smoothing costs an operator: the error of the product has to fall to this share of what it was."""

_PRODUCTS = frozenset({"MatMul", "Attention"})
"""Operators that INT8 runs, with an activation as first and weights as second input."""


@dataclass(frozen=True)
class _Products:
    """All products of one activation with weights."""

    activation: str
    nodes: list[onnx.NodeProto]
    weights: list[onnx.TensorProto]


def smooth_activations(model: onnx.ModelProto, samples: Sequence[Row], excluded: Sequence[str]) -> None:
    """Change an FP32 model in place, so that its products lose less to INT8; its outputs stay the same.

    Parameters
    ----------
    samples
        What the model usually reads: the channels' reach and the errors are measured on these.
    excluded
        Names of products that will stay in FP32.
    """
    groups = list(_products(model.graph, frozenset(excluded)))
    values = _activations(model, [group.activation for group in groups], samples) if groups else {}
    for group in groups:
        weights = np.concatenate([numpy_helper.to_array(each) for each in group.weights], axis=1)
        scale = _best_scale(values[group.activation], weights)
        if scale is not None:
            _divide(model.graph, group, scale)


def _products(graph: onnx.GraphProto, excluded: frozenset[str]) -> Iterator[_Products]:
    """Products with weights that nothing else uses, by activation."""
    constants = {value.name: value for value in graph.initializer}
    uses = [name for node in graph.node for name in node.input]
    nodes = [
        node
        for node in graph.node
        if node.op_type in _PRODUCTS
        and node.name not in excluded
        and node.input[1] in constants
        and len(constants[node.input[1]].dims) == 2
        and uses.count(node.input[1]) == 1
    ]
    for activation, group in groupby(sorted(nodes, key=_activation), key=_activation):
        together = list(group)
        yield _Products(activation, together, [constants[node.input[1]] for node in together])


def _activation(node: onnx.NodeProto) -> str:
    return str(node.input[0])


def _activations(model: onnx.ModelProto, names: Sequence[str], samples: Sequence[Row]) -> dict[str, list[Array]]:
    """The values of activations for each sample, of shape (tokens, channels)."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    watched.graph.output.extend(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(watched.SerializeToString(), options, providers=["CPUExecutionProvider"])
    inputs = {value.name for value in session.get_inputs()}
    found: dict[str, list[Array]] = {name: [] for name in names}
    for row in samples:
        feed = {"input_ids": row.ids, MASK: [1] * len(row.ids), "token_type_ids": row.type_ids}
        arrays = {name: np.array([value], np.int64) for name, value in feed.items() if name in inputs}
        for name, value in zip(names, session.run(list(names), arrays), strict=True):
            found[name].append(value.reshape(-1, value.shape[-1]))
    return found


def _best_scale(values: Sequence[Array], weights: Array) -> Array | None:
    """What to divide each channel by; None where that is not worth it."""
    reach = np.max([np.abs(value).max(axis=0) for value in values], axis=0)
    products = [value @ weights for value in values]
    candidates = [np.maximum(1, reach / max(np.quantile(reach, share), 1e-6)) for share in QUANTILES]
    errors = [_error(values, weights, scale, products) for scale in candidates]
    best = int(np.argmin(errors))
    worth = errors[best] <= WORTH * _error(values, weights, np.ones_like(reach), products)
    return candidates[best].astype(np.float32) if worth else None


def _error(values: Sequence[Array], weights: Array, scale: Array, products: Sequence[Array]) -> float:
    """Mean squared error of the products, rounded as INT8 rounds them."""
    rounded = _round_weights(weights * scale[:, None])
    errors = [
        np.square(_round_activation(value / scale) @ rounded - product).mean()
        for value, product in zip(values, products, strict=True)
    ]
    return float(np.mean(errors))


def _round_activation(value: Array) -> Array:
    """8 bits from the least to the largest value, and 0 among them."""
    low, high = min(float(value.min()), 0.0), max(float(value.max()), 0.0)
    step = (high - low) / 255 or 1.0
    zero = round(-low / step)
    rounded: Array = (np.clip(np.round(value / step) + zero, 0, 255) - zero) * step
    return rounded


def _round_weights(weights: Array) -> Array:
    """8 bits for each column, as far on both sides of 0."""
    step = np.abs(weights).max(axis=0, keepdims=True) / 127
    step[step == 0] = 1
    rounded: Array = np.round(weights / step) * step
    return rounded


def _divide(graph: onnx.GraphProto, group: _Products, scale: Array) -> None:
    """Divide an activation by `scale` before its products, and multiply the rows of the weights by it."""
    factor, smooth = f"{group.activation}_smoothing", f"{group.activation}_smooth"
    graph.initializer.append(numpy_helper.from_array(1 / scale, factor))
    place = min(index for index, node in enumerate(graph.node) if node in group.nodes)
    graph.node.insert(place, helper.make_node("Mul", [group.activation, factor], [smooth], name=smooth))
    for node, weights in zip(group.nodes, group.weights, strict=True):
        multiplied = numpy_helper.to_array(weights) * scale[:, None]
        weights.CopyFrom(numpy_helper.from_array(multiplied, weights.name))
        node.input[0] = smooth
