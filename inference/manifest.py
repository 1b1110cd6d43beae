"""What a model directory says of itself: `manifest.json`."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt

from inference.contract import Task


class ModelFile(BaseModel):
    """Size and checksum of one file of the directory."""

    model_config = ConfigDict(frozen=True)

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bytes: NonNegativeInt


class Input(BaseModel):
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

    model_config = ConfigDict(frozen=True)

    max_tokens: PositiveInt = 512
    overlap: NonNegativeInt = 128
    prefix: tuple[int, ...] = ()
    separator: tuple[int, ...] = ()
    suffix: tuple[int, ...] = ()
    pad_left: bool = False
    pad_id: int = 0
    plain: bool = False


class Manifest(BaseModel):
    """The manifest of a model directory.

    `languages` (ISO 639-1) are those that the model reads; empty means any. `files` are all files that the model
    needs, by relative path. `thresholds` and `calibration` are explained where the readers use them.
    """

    model_config = ConfigDict(frozen=True)

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
    input: Input = Input()
    calibration: dict[str, tuple[float, ...]] = {}
    metrics: dict[str, Any] = {}
    licence: str
    base_model: str
    training_data: tuple[str, ...] = ()

    @property
    def model(self) -> str:
        """The name that replies carry."""
        return f"{self.name}@{self.version}"
