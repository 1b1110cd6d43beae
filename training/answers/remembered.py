"""Graphs that read the same sequence once: calibration puts the same questions again with other thresholds."""

from collections.abc import Sequence

from inference.reading.answers_model import Graphs, open_graphs
from inference.reading.onnx_model import Array, OnnxModel, Row
from inference.store.model import Model


class _Remembering(OnnxModel):
    def __init__(self, onnx: OnnxModel) -> None:
        self.__dict__.update(onnx.__dict__)
        self._known: dict[tuple[int, ...], dict[str, Array]] = {}

    def run(self, rows: Sequence[Row]) -> list[dict[str, Array]]:
        """As before; what is read for the first time is read together."""
        keys = [tuple(row.ids) for row in rows]
        new = {key: row for key, row in zip(keys, rows, strict=True) if key not in self._known}
        self._known.update(zip(new, super().run(list(new.values())), strict=True))
        return [self._known[key] for key in keys]


def remembered(model: Model) -> Graphs:
    """Open a model's graphs; raises like `open_graphs`."""
    articles, short_texts = open_graphs(model)
    return Graphs(_Remembering(articles), _Remembering(short_texts) if short_texts else None)
