"""A spaCy pipeline from the files of its directory, or from the same files held in memory."""

import gc
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import srsly
from spacy import util
from spacy.language import Language
from spacy.pipeline import EntityRuler, SpanRuler
from thinc.api import Config

from inference.store.errors import unavailable
from inference.store.in_memory import ModelInMemory
from inference.store.model import Model
from inference.store.pipeline_config import harmless_config

_CONFIG = "config.cfg"
_META = "meta.json"
_VOCAB = "vocab"
_VECTORS = "vocab/vectors"
_LOOKUPS = "lookups.bin"
_RULES = ("patterns.jsonl", "patterns")
"""What an entity ruler calls its file, and what a span ruler does."""

_EMPTY_TABLE = 128
"""Bytes of a vector table without rows: the header of a NumPy file."""


def pipeline_of(model: Model, own_factories: Collection[str], *, trust: bool) -> Language:
    """Build the pipeline that `spacy.load` would build from the model's directory.

    Parameters
    ----------
    own_factories
        What a pipeline may name beside spaCy's own components.
    trust
        It may name whatever is installed.

    Raises
    ------
    InferenceError
        With code `model_unavailable` when it would need trust, or cannot be had from memory.
    Exception
        Of many kinds, when it is no pipeline.
    """
    collects = gc.isenabled()
    try:
        return _pipeline_of(model, own_factories, trust=trust)
    finally:
        if collects:
            gc.enable()  # which srsly leaves off where a msgpack is damaged


def _pipeline_of(model: Model, own_factories: Collection[str], *, trust: bool) -> Language:
    if isinstance(model, ModelInMemory):
        if len(model.files.get(_VECTORS, b"")) > _EMPTY_TABLE:  # the two forms of word vectors differ
            raise unavailable("A nouns model with word vectors cannot be read from S3: publish it to a directory.")
        return _from_files(model.files, _config(model.files[_CONFIG], own_factories, trust=trust))
    return _from_directory(model.path, _config((model.path / _CONFIG).read_bytes(), own_factories, trust=trust))


def _config(content: bytes, own_factories: Collection[str], *, trust: bool) -> Config:
    return Config().from_bytes(content) if trust else harmless_config(content, own_factories)


def _from_directory(path: Path, config: Config) -> Language:
    pipeline: Language = util.load_model_from_config(config, meta=srsly.read_json(path / _META))
    return pipeline.from_disk(path)  # which reads config.cfg again, but builds nothing of it


def _from_files(files: Mapping[str, bytes], config: Config) -> Language:
    """spaCy's two forms hold the same parts: a directory is to a file what a msgpack of parts is to bytes.

    Rulers are set apart: an entity ruler forgets its phrases when it is read from bytes.
    """
    pipeline: Language = util.load_model_from_config(config, meta=srsly.json_loads(files[_META]))
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
