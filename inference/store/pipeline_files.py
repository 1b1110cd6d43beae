"""A spaCy pipeline from the files of its directory, held in memory: nothing is written to a disk."""

from collections.abc import Mapping
from typing import Any

import srsly
from spacy import util
from spacy.language import Language
from spacy.pipeline import EntityRuler, SpanRuler
from thinc.api import Config

from inference.store.errors import unavailable

_CONFIG = "config.cfg"
_META = "meta.json"
_VOCAB = "vocab"
_VECTORS = "vocab/vectors"
_LOOKUPS = "lookups.bin"
_RULES = ("patterns.jsonl", "patterns")
"""What an entity ruler calls its file, and what a span ruler does."""

_EMPTY_TABLE = 128
"""Bytes of a vector table without rows: the header of a NumPy file."""


def pipeline_from_files(files: Mapping[str, bytes]) -> Language:
    """Build the pipeline that `spacy.load` would build from the directory.

    spaCy's two forms hold the same parts: a directory is to a file what a msgpack of parts is to bytes. Rulers are set
    apart: an entity ruler forgets its phrases when it is read from bytes.

    Raises
    ------
    InferenceError
        `model_unavailable` for a pipeline with word vectors, whose two forms differ.
    """
    if len(files.get(_VECTORS, b"")) > _EMPTY_TABLE:
        raise unavailable("A nouns model with word vectors cannot be read from S3: publish it to a directory.")
    pipeline = util.load_model_from_config(Config().from_bytes(files[_CONFIG]), meta=srsly.json_loads(files[_META]))
    tree = _tree(files)
    rulers = {name: pipe for name, pipe in pipeline.pipeline if isinstance(pipe, EntityRuler | SpanRuler)}
    parts = {name: _bytes(part) for name, part in tree.items() if name not in {_VOCAB, *rulers}}
    parts[_VOCAB] = srsly.msgpack_dumps(
        {"strings": tree[_VOCAB]["strings.json"], "lookups": tree[_VOCAB].get(_LOOKUPS, srsly.msgpack_dumps({}))}
    )
    pipeline.from_bytes(srsly.msgpack_dumps(parts))
    for name, ruler in rulers.items():
        ruler.add_patterns([rule for file in _RULES for rule in _json_lines(tree[name].get(file, b""))])
    return pipeline


def _tree(files: Mapping[str, bytes]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, content in files.items():
        *folders, name = path.split("/")
        node = tree
        for folder in folders:
            node = node.setdefault(folder, {})
        node[name] = content
    return tree


def _json_lines(content: bytes) -> list[Any]:
    return [srsly.json_loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]


def _bytes(part: Any) -> bytes:
    if isinstance(part, bytes):
        return part
    if set(part) == {_LOOKUPS}:
        return bytes(part[_LOOKUPS])
    packed: bytes = srsly.msgpack_dumps({name: _bytes(inner) for name, inner in part.items()})
    return packed
