"""What a model directory says of itself: `manifest.json`."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec

from inference.contract import UNREADABLE, Task
from inference.store.errors import unavailable, unreadable
from inference.store.names import is_file_name

NonNegativeInt = Annotated[int, msgspec.Meta(ge=0)]
PositiveInt = Annotated[int, msgspec.Meta(gt=0)]
Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class ModelFile(msgspec.Struct, frozen=True):
    """Size and checksum of one file of the directory."""

    sha256: Sha256
    bytes: NonNegativeInt


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
    needs, by relative path. `input` is for ONNX models: a pipeline's components hold what they are fed themselves.
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

    Raises
    ------
    InferenceError
        With code `model_unavailable` when it cannot be read, is another task's, or names what is no file of a model.
    """
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except UNREADABLE:
        raise unreadable(task) from None
    if manifest.task is not task:
        raise unavailable(f"The model published for {task} was made for {manifest.task}.")
    if not all(map(is_file_name, manifest.files)):
        raise unavailable(f"The {task} model's manifest names a file outside its directory: publish the model again.")
    return manifest
