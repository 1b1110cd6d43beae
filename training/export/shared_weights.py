"""Two graphs in one directory that hold the same weights: these are stored once."""

from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx.external_data_helper import ExternalDataInfo, uses_external_data

from inference.reading.onnx_model import WEIGHTS_SUFFIX

_ALIGNMENT = 4096
"""Of large weights in a file: only what begins with a page can be mapped into memory."""


def share_weights(first: Path, second: Path) -> None:
    """Let `second` read what it has in common with `first` from the file that holds the weights of `first`.

    Both lie in the same directory, each with its weights in a file beside it. What `second` has for itself is written
    anew to its own.
    """
    model = onnx.load(str(second), load_external_data=False)
    there = {content: info for info, content in _contents(first)}
    own = Path(f"{second}{WEIGHTS_SUFFIX}")
    written = bytearray()
    for tensor, (_, content) in zip(_external(model), list(_contents(second)), strict=True):
        if known := there.get(content):
            _place(tensor, known.location, known.offset or 0, len(content))
            continue
        written.extend(bytes(-len(written) % _ALIGNMENT))
        _place(tensor, own.name, len(written), len(content))
        written.extend(content)
    own.write_bytes(written)
    onnx.save(model, str(second))


def _contents(file: Path) -> Iterator[tuple[ExternalDataInfo, bytes]]:
    """Where each of a graph's external weights lies, and its content."""
    for tensor in _external(onnx.load(str(file), load_external_data=False)):
        info = ExternalDataInfo(tensor)
        with (file.parent / info.location).open("rb") as weights:
            weights.seek(info.offset or 0)
            yield info, weights.read(info.length)


def _external(model: onnx.ModelProto) -> list[onnx.TensorProto]:
    return [tensor for tensor in model.graph.initializer if uses_external_data(tensor)]


def _place(tensor: onnx.TensorProto, file: str, offset: int, length: int) -> None:
    del tensor.external_data[:]
    for key, value in (("location", file), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
