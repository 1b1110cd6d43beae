"""Open data files, compressed or not, and write JSON files."""

import gzip
import json
from pathlib import Path
from typing import Any, TextIO


def open_text(path: Path) -> TextIO:
    """Open a UTF-8 text file; `.gz` is decompressed on the way."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def bare_name(file: Path | str) -> str:
    """A file's name without folders and without any of its suffixes."""
    return Path(file).name.partition(".")[0]


def write_json(path: Path, value: Any) -> None:
    """Write a file that is there whole or not at all, even after a kill."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(value), encoding="utf-8")
    partial.replace(path)
