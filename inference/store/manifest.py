"""What a model directory says of itself: `manifest.json`."""

import json
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Annotated, Any, Literal

import msgspec

from inference.contract import UNREADABLE, Task
from inference.store.errors import unavailable, unreadable
from inference.store.names import BESIDE, is_file_name

MAX_MANIFEST_BYTES = 1_000_000
"""Of a manifest; the largest of the embedded models' has a hundredth of it."""

MAX_FILES = 1_000
"""Of a model: a pipeline has some ten, and five for each component. From S3 they come one by one."""

NonNegativeInt = Annotated[int, msgspec.Meta(ge=0)]
FileSize = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""In bytes; no file system knows larger ones."""

PositiveInt = Annotated[int, msgspec.Meta(gt=0)]
Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class ModelFile(msgspec.Struct, frozen=True):
    """Size and checksum of one file of the directory."""

    sha256: Sha256
    bytes: FileSize


class Input(msgspec.Struct, frozen=True):
    """What an ONNX encoder wants to be fed.

    Attributes
    ----------
    max_tokens
        Longest sequence, special tokens included.
    overlap
        Tokens that two windows of a long text share.
    prefix, separator, suffix
        Ids of the special tokens before, between and after the sequences of a request.
    pad_left
        Padding goes to the left, as decoders that read the last position want it.
    pad_id
        Id of the padding token.
    plain
        Lower-case the text and drop commas and quotation marks, as the training texts have it.
    """

    max_tokens: PositiveInt = 512
    overlap: NonNegativeInt = 128
    prefix: tuple[int, ...] = ()
    separator: tuple[int, ...] = ()
    suffix: tuple[int, ...] = ()
    pad_left: bool = False
    pad_id: int = 0
    plain: bool = False

    def room(self, before: Sequence[int]) -> int:
        """How many tokens of a text fit behind `before`."""
        return self.max_tokens - len(before) - len(self.suffix)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest of a model directory.

    `languages` (ISO 639-1) are those that the model reads; empty means any. `files` are all files that the model
    needs, by relative path. `topics` are those of a category model's `topic_logits`, in their order. `input` is for
    ONNX models: a pipeline's components hold what they are fed themselves.
    `thresholds` and `calibration` are explained where the readers use them.
    """

    format: Literal[1] = 1
    task: Task
    name: str
    version: str
    engine: Literal["onnx", "spacy"]
    files: dict[str, ModelFile]
    languages: tuple[str, ...] = ("en",)
    labels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    null_label: str | None = None
    thresholds: dict[str, float] = {}
    input: Input | None = None
    calibration: dict[str, tuple[float, ...]] = {}
    metrics: dict[str, Any] = {}
    licence: str
    base_model: str
    training_data: tuple[str, ...] = ()

    @property
    def encoder_input(self) -> Input:
        """`input`, with what is usual where the manifest does not say."""
        return self.input or Input()

    @property
    def model(self) -> str:
        """The name that replies carry."""
        return f"{self.name}@{self.version}"


def parse_manifest(content: bytes, task: Task) -> Manifest:
    """Read the manifest of a task's model.

    To tell that it is too large, a byte more than `MAX_MANIFEST_BYTES` has to be read.

    Raises
    ------
    InferenceError
        With code `model_unavailable` when it cannot be read, is another task's, or names what is no file of a model.
    """
    if len(content) > MAX_MANIFEST_BYTES:
        raise unreadable(task)
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
        json.loads(content.decode(), object_pairs_hook=_once_each)
    except (*UNREADABLE, ValueError):
        raise unreadable(task) from None
    if manifest.task is not task:
        raise unavailable(f"The model published for {task} was made for {manifest.task}.")
    if len(manifest.files) > MAX_FILES:
        raise unavailable(f"The {task} model's manifest names more than {MAX_FILES:,} files: a model has fewer.")
    if not all(map(is_file_name, manifest.files)):
        raise unavailable(f"The {task} model's manifest names a file outside its directory: publish the model again.")
    if _is_folder_too([*manifest.files, *BESIDE]):
        raise unavailable(f"The {task} model's manifest names a file that is a folder too: publish the model again.")
    return manifest


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names are all different: of two that are not, others may take the one that was not checked."""
    whole = dict(pairs)
    if len(whole) != len(pairs):
        raise ValueError
    return whole


def _is_folder_too(names: Collection[str]) -> bool:
    """Whether one of the files would have to be a folder for another: `a` and `a/b`."""
    ordered = sorted(names)
    return any(
        place < len(ordered) and ordered[place].startswith(f"{name}/")
        for name in ordered
        for place in [bisect_left(ordered, f"{name}/")]
    )
