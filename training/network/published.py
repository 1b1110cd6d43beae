"""Weights of a published model, out of its INT8 ONNX and back into the network that it was exported from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from inference.reading.onnx_model import MODEL_FILE
from training.errors import UnsupportedModelError

Floats = npt.NDArray[np.float32]

_PRODUCTS = ("attention.output.dense", "intermediate.dense", "output.dense")
"""The products of a BERT layer, in their order, without those of its attention."""

_ATTENTION = ("query", "key", "value")
_QUANTISED = "_quantized"


def load_published(network: torch.nn.Module, directory: Path, file: str = MODEL_FILE) -> None:
    """Give a network the weights of an earlier version of its embedded model; heads that this lacks stay as they are.

    `file` is the graph of the directory that holds them.

    Raises
    ------
    UnsupportedModelError
        When the directory holds no quantised model of the network's shape.
    """
    try:
        heads = tuple({f"{name.split('.')[0]}." for name in network.state_dict()} - {"encoder."})
        state = dict(_Graph.of(directory / file, heads).weights())
        missing, unknown = network.load_state_dict(state, strict=False)
    except (FileNotFoundError, RuntimeError, KeyError, ValueError) as error:
        raise UnsupportedModelError(f"{directory} holds no embedded model that training could go on with.") from error
    if unknown or any(name.startswith("encoder.") for name in missing):
        raise UnsupportedModelError(f"{directory} holds a model of another shape than the base.")


@dataclass(frozen=True)
class _Graph:
    """A graph of ONNX Runtime's operators, as `training.export.onnx_export` writes it."""

    nodes: tuple[onnx.NodeProto, ...]
    known: Mapping[str, npt.NDArray[np.generic]]
    makers: Mapping[str, onnx.NodeProto]
    heads: tuple[str, ...]

    @classmethod
    def of(cls, file: Path, heads: tuple[str, ...]) -> "_Graph":
        """`heads` are what the names of all weights begin with that are not the encoder's."""
        graph = onnx.load(str(file)).graph
        known = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        makers = {name: node for node in graph.node for name in node.output}
        return cls(tuple(graph.node), known, makers, heads)

    def weights(self) -> Iterator[tuple[str, torch.Tensor]]:
        """All weights by the names that PyTorch has for them."""
        for name, value in self._parts():
            yield name, torch.tensor(np.ascontiguousarray(value, dtype=np.float32))

    def _parts(self) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
        for name, value in self.known.items():
            if name.startswith("encoder.") and name.endswith(_QUANTISED):
                yield name.removesuffix(_QUANTISED), self._dequantised(name)
            elif name.startswith(("encoder.", *self.heads)) and not name.endswith(
                (_QUANTISED, "_scale", "_zero_point")
            ):
                yield name, value
        for node in (node for node in self._all("Gemm") if node.input[1].startswith(self.heads)):
            yield node.input[1], self.known[node.input[1]].T
        for layer, node in enumerate(self._all("QAttention")):
            yield from self._attention(f"encoder.encoder.layer.{layer}.attention.self", node)
        products = self._all("DynamicQuantizeMatMul")
        for node in (node for node in products if node.input[1].startswith(self.heads)):
            yield node.input[1].removesuffix(_QUANTISED), self._factor(node).T
        for number, node in enumerate(node for node in products if not node.input[1].startswith(self.heads)):
            layer, place = divmod(number, len(_PRODUCTS))
            yield f"encoder.encoder.layer.{layer}.{_PRODUCTS[place]}.weight", self._factor(node).T
        for node in self._all("Add"):
            yield from self._head(node)

    def _head(self, node: onnx.NodeProto) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
        """The first factor of a sum's product, where the sum adds a head's bias: the exporter keeps its name alone."""
        biases = [name for name in node.input if name.startswith(self.heads)]
        products = [self.makers[name] for name in node.input if name in self.makers]
        if biases and products and products[0].op_type == "MatMul":
            yield biases[0].replace(".bias", ".weight"), self.known[products[0].input[1]].T

    def _all(self, operator: str) -> list[onnx.NodeProto]:
        return [node for node in self.nodes if node.op_type == operator]

    def _attention(self, name: str, node: onnx.NodeProto) -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
        weights = np.split(self._factor(node), len(_ATTENTION), axis=1)
        biases = np.split(self.known[node.input[2]], len(_ATTENTION))
        for part, weight, bias in zip(_ATTENTION, weights, biases, strict=True):
            yield f"{name}.{part}.weight", weight.T
            yield f"{name}.{part}.bias", bias

    def _factor(self, node: onnx.NodeProto) -> Floats:
        """The second factor of a product, with what evens out the activations before it taken back."""
        values = self._dequantised(node.input[1])
        smoothing = self._smoothing(node.input[0])
        return values if smoothing is None else smoothing[:, None] * values

    def _dequantised(self, name: str) -> Floats:
        bare = name.removesuffix(_QUANTISED)
        values = self.known[name].astype(np.float32) - self.known[f"{bare}_zero_point"].astype(np.float32)
        return values * self.known[f"{bare}_scale"].astype(np.float32)

    def _smoothing(self, tensor: str) -> Floats | None:
        node = self.makers.get(tensor)
        if node is not None and node.op_type == "DynamicQuantizeLinear":
            node = self.makers.get(node.input[0])
        if node is None or node.op_type != "Mul":
            return None
        factors = [self.known[name] for name in node.input if name in self.known and self.known[name].ndim == 1]
        return factors[0].astype(np.float32) if factors else None
