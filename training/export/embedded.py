"""From a fine-tuned PyTorch module to an embedded model directory."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import srsly
import torch
from tokenizers import Tokenizer

from inference.contract import Task
from inference.reading.onnx_model import MODEL_FILE, TOKENIZER_FILE, Row
from inference.reading.recogniser import SETTINGS_FILE
from inference.reading.spacy_component import FACTORY
from inference.store.manifest import Input, Manifest
from inference.store.own_pipeline import RECOGNISER
from training.export.onnx_export import ENCODER_INPUTS, write_onnx
from training.export.package import lectern_manifest, write_manifest
from training.export.sample_rows import sample_rows
from training.export.shared_weights import share_weights
from training.network.base import has_token_types
from training.nouns.cutting import blank_pipeline

PER_TOKEN = ("batch", "tokens")
PER_TEXT = ("batch",)


def write_encoder(
    directory: Path,
    model: Any,
    tokenizer: Tokenizer,
    outputs: Mapping[str, Sequence[str]],
    samples: Sequence[Row],
    *,
    quantised: bool,
) -> None:
    """Write `model.onnx` (fused) and `tokenizer.json`; `model.encoder` is what was fine-tuned."""
    directory.mkdir(parents=True, exist_ok=True)
    _write_graph(directory / MODEL_FILE, model, outputs, samples, quantised=quantised)
    tokenizer.save(str(directory / TOKENIZER_FILE), pretty=False)


def _write_graph(
    target: Path, model: Any, outputs: Mapping[str, Sequence[str]], samples: Sequence[Row], *, quantised: bool
) -> None:
    inputs = ENCODER_INPUTS if has_token_types(model.encoder) else ENCODER_INPUTS[:-1]
    write_onnx(model, inputs, outputs, model.encoder.config, target, samples, quantised=quantised)


def write_onnx_model(
    directory: Path,
    model: torch.nn.Module,
    tokenizer: Tokenizer,
    outputs: Mapping[str, Sequence[str]],
    task: Task,
    spec: Input,
    version: str,
    *,
    quantised: bool,
    beside: Mapping[str, torch.nn.Module] | None = None,
    **fields: Any,
) -> Manifest:
    """Write a category or answers model directory, in place of what was there.

    `beside` are networks of the same shape by the file that each is written to; what they hold in common with the first
    is stored once.
    """
    shutil.rmtree(directory, ignore_errors=True)
    samples = sample_rows(task, tokenizer, spec)
    write_encoder(directory, model, tokenizer, outputs, samples, quantised=quantised)
    for file, other in (beside or {}).items():
        _write_graph(directory / file, other, outputs, samples, quantised=quantised)
        share_weights(directory / MODEL_FILE, directory / file)
    return write_manifest(directory, lectern_manifest(task, version, engine="onnx", input=spec, **fields))


def write_pipeline(
    directory: Path,
    model: torch.nn.Module,
    tokenizer: Tokenizer,
    labels: Sequence[str],
    spec: Input,
    version: str,
    *,
    quantised: bool,
    **fields: Any,
) -> Manifest:
    """Write a nouns model: a spaCy pipeline whose one component runs the encoder."""
    shutil.rmtree(directory, ignore_errors=True)
    nlp = blank_pipeline()
    nlp.meta.update(name="lectern_nouns", version=version, license=str(fields.get("licence", "")))
    nlp.add_pipe(FACTORY, name=RECOGNISER)
    directory.mkdir(parents=True)
    nlp.to_disk(directory)
    outputs = {"propn_logits": PER_TOKEN, "tag_logits": PER_TOKEN}
    samples = sample_rows(Task.NOUNS, tokenizer, spec)
    write_encoder(directory / RECOGNISER, model, tokenizer, outputs, samples, quantised=quantised)
    settings = {"labels": list(labels), "proper_noun_logit": 0.0, "input": msgspec.to_builtins(spec)}
    srsly.write_json(directory / RECOGNISER / SETTINGS_FILE, settings)
    return write_manifest(
        directory, lectern_manifest(Task.NOUNS, version, engine="spacy", labels=tuple(labels), **fields)
    )
