"""Model directories, as small as they can be."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

FILES = {"model.onnx": b"weights", "tokenizer/vocab.txt": b"words"}


def make_model(
    directory: Path, version: str = "1.0", task: str = "category", files: Mapping[str, bytes] = FILES
) -> Path:
    """A model that has a right manifest and can do nothing."""
    for name, content in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_bytes(content)
    manifest = {
        "task": task,
        "name": "made",
        "version": version,
        "engine": "onnx",
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in files.items()
        },
        "licence": "Apache-2.0",
        "base_model": "none",
    }
    (directory / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return directory
