"""Models as one who means harm would make them."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import spacy

from inference.contract import Task
from inference.store.manifest import Manifest
from training.export.package import write_manifest


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self._marker,)


def seal(directory: Path, task: Task, version: str = "1") -> None:
    """A manifest that knows everything in the directory, as one who means harm would write it."""
    engine: Literal["spacy", "onnx"] = "spacy" if task is Task.NOUNS else "onnx"
    write_manifest(
        directory, Manifest(task=task, name="m", version=version, engine=engine, files={}, licence="x", base_model="y")
    )


def make_nouns(directory: Path, version: str = "1") -> Path:
    """A pipeline that knows that Google is a name."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Google"}])  # type: ignore[attr-defined]
    directory.parent.mkdir(parents=True, exist_ok=True)
    pipeline.to_disk(directory)
    seal(directory, Task.NOUNS, version)
    return directory
