"""An encoder in ONNX with its tokenizer: token ids in, arrays out. No PyTorch."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime

from inference.contract import InferenceError, Task
from inference.reading.background_call import BackgroundCall
from inference.store.errors import unavailable
from inference.store.in_memory import ModelInMemory
from inference.store.manifest import Input
from inference.store.model import Model

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = npt.NDArray[np.float32]

WEIGHTS_SUFFIX = ".data"
"""Of a file with external data: mapped into memory, so that weights are neither parsed nor held twice. A graph may lack
one."""

MODEL_FILE = "model.onnx"
WEIGHTS_FILE = MODEL_FILE + WEIGHTS_SUFFIX

TOKENIZER_FILE = "tokenizer.json"

MASK = "attention_mask"

BATCH_ROWS = 8
"""Sequences per run: bounds the memory that a long text takes."""


class Row(msgspec.Struct, frozen=True):
    """One sequence for the encoder; `type_ids` are ignored by encoders without token types."""

    ids: Sequence[int]
    type_ids: Sequence[int]


def text_row(ids: Sequence[int], type_ids: Sequence[int], spec: Input) -> Row:
    """One text between its special tokens, which have token type 0."""
    before, after = [0] * len(spec.prefix), [0] * len(spec.suffix)
    return Row([*spec.prefix, *ids, *spec.suffix], [*before, *type_ids, *after])


def require_room(spec: Input, before: int, task: Task) -> None:
    """Raise InferenceError `model_unavailable` where no token of a text fits behind `before` others."""
    if spec.room(range(before)) < 1:
        raise unavailable(f"The {task} model's manifest has too small a `max_tokens`: no text fits. Publish it again.")


class OnnxModel:
    """An ONNX session with the tokenizer beside it."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: "Tokenizer", spec: Input) -> None:
        self.tokenizer = tokenizer
        self.spec = spec
        self._session = session
        self._inputs = {value.name for value in session.get_inputs()}
        self.outputs = [value.name for value in session.get_outputs()]

    @classmethod
    def load(cls, directory: Path, spec: Input) -> "OnnxModel":
        """Load `model.onnx`, with the weights beside it where they are in a file of their own, and `tokenizer.json`.

        Raises
        ------
        InferenceError
            With code `model_unavailable` when either cannot be loaded.
        """
        return cls._load(
            lambda: _tokenizer((directory / TOKENIZER_FILE).read_bytes()),
            lambda: _session(directory / MODEL_FILE),
            spec,
        )

    @classmethod
    def from_bytes(cls, files: Mapping[str, bytes], spec: Input) -> "OnnxModel":
        """Load the same files from memory; raises like `load`."""
        return cls._load(lambda: _tokenizer(files[TOKENIZER_FILE]), lambda: _session_in_memory(files, MODEL_FILE), spec)

    @classmethod
    def of(cls, model: Model) -> "OnnxModel":
        """Load a model from wherever it is; raises like `load`."""
        if isinstance(model, ModelInMemory):
            return cls.from_bytes(model.files, model.manifest.encoder_input)
        return cls.load(model.path, model.manifest.encoder_input)

    @classmethod
    def _load(
        cls,
        load_tokenizer: Callable[[], "Tokenizer"],
        open_session: Callable[[], onnxruntime.InferenceSession],
        spec: Input,
    ) -> "OnnxModel":
        try:
            # A session opens without Python's lock, which the tokenizer holds.
            session = BackgroundCall(open_session)
            tokenizer = load_tokenizer()
            return cls(session.result(), tokenizer, spec)
        except Exception as error:  # both libraries raise bare Exception subclasses of their own
            raise _cannot_be_loaded() from error

    def run(self, rows: Sequence[Row]) -> list[dict[str, Array]]:
        """Run sequences in batches of like length; of the same length where the model knows no padding.

        Returns
        -------
        list
            For each row its outputs by name, without the batch dimension; outputs per token are cut to the row's
            own tokens.
        """
        results: list[dict[str, Array]] = [{}] * len(rows)
        for batch in self._batches(rows):
            for index, outputs in zip(batch, self._run_batch([rows[index] for index in batch]), strict=True):
                results[index] = outputs
        return results

    def _batches(self, rows: Sequence[Row]) -> Iterator[list[int]]:
        """Indices of the rows of each batch."""
        order = sorted(range(len(rows)), key=lambda index: len(rows[index].ids))
        pads = MASK in self._inputs
        for _, group in groupby(order, key=lambda index: pads or len(rows[index].ids)):
            while batch := list(islice(group, BATCH_ROWS)):
                yield batch

    def _run_batch(self, rows: Sequence[Row]) -> list[dict[str, Array]]:
        width = max(len(row.ids) for row in rows)
        ids = np.full((len(rows), width), self.spec.pad_id, dtype=np.int64)
        mask, types = np.zeros_like(ids), np.zeros_like(ids)
        places = [self._place(len(row.ids), width) for row in rows]
        for index, (row, place) in enumerate(zip(rows, places, strict=True)):
            ids[index, place], mask[index, place], types[index, place] = row.ids, 1, row.type_ids
        feed = {"input_ids": ids, MASK: mask, "token_type_ids": types}
        values = self._session.run(None, {name: value for name, value in feed.items() if name in self._inputs})
        outputs = dict(zip(self.outputs, values, strict=True))
        return [
            {
                name: value[index][place] if value[index].shape[:1] == (width,) else value[index]
                for name, value in outputs.items()
            }
            for index, place in enumerate(places)
        ]

    def _place(self, length: int, width: int) -> slice:
        return slice(width - length, width) if self.spec.pad_left else slice(0, length)


def _tokenizer(content: bytes) -> "Tokenizer":
    from tokenizers import Tokenizer  # noqa: PLC0415 - imported while the session opens

    tokenizer: Tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def open_graph(model: Model, file: str) -> onnxruntime.InferenceSession:
    """Open another graph of a model; raises like `OnnxModel.load`."""
    try:
        if isinstance(model, ModelInMemory):
            return _session_in_memory(model.files, file)
        return _session(model.path / file)
    except Exception as error:  # ONNX Runtime raises bare Exception subclasses of its own
        raise _cannot_be_loaded() from error


def _cannot_be_loaded() -> InferenceError:
    return unavailable("The model's files cannot be loaded: publish the model again.")


def _session(file: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(file), _session_options(), providers=["CPUExecutionProvider"])


def _session_in_memory(files: Mapping[str, bytes], file: str) -> onnxruntime.InferenceSession:
    options = _session_options()
    # Its own are handed over also where there are none: they would be looked for in the current directory.
    weights = {file + WEIGHTS_SUFFIX: b""} | {
        name: content for name, content in files.items() if name.endswith(WEIGHTS_SUFFIX)
    }
    options.add_external_initializers_from_files_in_memory(
        list(weights), list(weights.values()), [len(content) for content in weights.values()]
    )
    return onnxruntime.InferenceSession(files[file], options, providers=["CPUExecutionProvider"])


def _session_options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph was optimised when the model was exported.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Threads that wait for their part spin, which is a fifth of a reading, but not when nothing is being read, nor
    # while the session opens, which takes longer than any wait within a reading.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    options.add_session_config_entry("session.intra_op.spin_duration_us", "1000")
    return options
