"""Two graphs read as one."""

from collections.abc import Mapping, Sequence

import numpy as np

from inference.reading.onnx_model import Array, OnnxModel, Row


class MeanGraph:
    """What a graph puts out, but for some outputs, which are a weighted mean of its own and of another graph's.

    `share` is the weight of its own, from 0 to 1.
    """

    def __init__(self, graph: OnnxModel, other: OnnxModel, outputs: Sequence[str], share: float) -> None:
        self.spec = graph.spec
        self.outputs = graph.outputs
        self._graph = graph
        self._other = other
        self._shared = outputs
        self._share = np.float32(share)

    def run(self, rows: Sequence[Row]) -> list[Mapping[str, Array]]:
        """For each row its outputs by name."""
        pairs = zip(self._graph.run(rows), self._other.run(rows), strict=True)
        return [{**own, **{name: self._mean(own[name], other[name]) for name in self._shared}} for own, other in pairs]

    def _mean(self, own: Array, other: Array) -> Array:
        return self._share * own + (1 - self._share) * other
