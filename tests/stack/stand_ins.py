"""Models that are made in a moment and know very little, for tests that need one of any quality."""

import hashlib
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.stack.environments import Runtime

_MAKE = """
import json, sys
import spacy
pipeline = spacy.blank("en")
ruler = pipeline.add_pipe("entity_ruler")
ruler.add_patterns([{"label": label, "pattern": name} for name, label in json.loads(sys.argv[2]).items()])
pipeline.to_disk(sys.argv[1])
"""


def make_nouns_model(directory: Path, package: Path, runtime: Runtime, version: str, names: Mapping[str, str]) -> Path:
    """A nouns model that knows `names` (name -> label), made with the spaCy of the built package."""
    directory.mkdir(parents=True)
    command = [str(runtime.python), "-c", _MAKE, str(directory), json.dumps(names)]
    subprocess.run(command, env={"PYTHONPATH": str(package)}, check=True)  # noqa: S603 - our own package
    files = {
        str(path.relative_to(directory)): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }
    manifest = {
        "task": "nouns",
        "name": "stand-in",
        "version": version,
        "engine": "spacy",
        "files": files,
        "licence": "Apache-2.0",
        "base_model": "none",
    }
    (directory / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return directory
