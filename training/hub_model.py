"""Load somebody's Hugging Face model and tell what an ONNX reader has to know about it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification, AutoTokenizer

from inference.contract import Task
from inference.manifest import Input

MAX_TOKENS = 512
"""Windows are no longer than this, whatever the model could take: attention grows with the square."""

QUESTION_OVERLAP = 128
TEXT_OVERLAP = 32

_FUSIBLE = {"bert": "bert", "distilbert": "bert", "roberta": "bert", "xlm-roberta": "bert", "gpt2": "gpt2"}


class UnsupportedModelError(ValueError):
    """The source is no model that a reader can run; the message says why."""


@dataclass(frozen=True)
class HubModel:
    """A model ready for export: a module of plain tensors, its tokenizer and its manifest fields."""

    network: torch.nn.Module
    tokenizer: Tokenizer
    inputs: tuple[str, ...]
    outputs: dict[str, tuple[str, ...]]
    labels: tuple[str, ...]
    spec: Input
    fusion: str | None
    heads: int
    width: int


class _LastPosition(torch.nn.Module):
    """A decoder classifier that reads the last position of text padded on the left."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.decoder, self.score = model.base_model, model.score

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        positions = (attention_mask.cumsum(dim=1) - 1).clamp(min=0)
        hidden = self.decoder(input_ids=input_ids, attention_mask=attention_mask, position_ids=positions)
        return self.score(hidden.last_hidden_state[:, -1])  # type: ignore[no-any-return]


class _Named(torch.nn.Module):
    """A model of transformers that takes and returns tensors by position, as the ONNX exporter wants them."""

    def __init__(self, model: Any, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> None:
        super().__init__()
        self.model, self._inputs, self._outputs = model, inputs, outputs

    def forward(self, *values: torch.Tensor) -> tuple[torch.Tensor, ...]:
        outputs = self.model(**dict(zip(self._inputs, values, strict=True)))
        return tuple(outputs[name] for name in self._outputs)


def load_hub_model(source: str, task: Task) -> HubModel:
    """Load a sequence classifier or a question answering model by path or by its name on the hub.

    Raises
    ------
    UnsupportedModelError
        When the source cannot be loaded, is for another task, or has no fast tokenizer.
    """
    auto = AutoModelForQuestionAnswering if task is Task.ANSWERS else AutoModelForSequenceClassification
    try:
        model: Any = auto.from_pretrained(source, attn_implementation="eager").eval()
        hub_tokenizer: Any = AutoTokenizer.from_pretrained(source)
    except (OSError, ValueError) as error:
        raise UnsupportedModelError(f"{source} is no Hugging Face model that can be loaded for {task}.") from error
    if not hub_tokenizer.is_fast:
        raise UnsupportedModelError(f"{source} has no fast tokenizer (tokenizer.json).")
    tokenizer: Tokenizer = hub_tokenizer.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    decoder = hasattr(model, "score")
    inputs = tuple(
        name
        for name in ("input_ids", "attention_mask", "token_type_ids")
        if name in hub_tokenizer.model_input_names and not (decoder and name == "token_type_ids")
    )
    names = ("start_logits", "end_logits") if task is Task.ANSWERS else ("logits",)
    return HubModel(
        network=_LastPosition(model) if decoder else _Named(model, inputs, names),
        tokenizer=tokenizer,
        inputs=inputs,
        outputs=dict.fromkeys(names, ("batch", "tokens") if task is Task.ANSWERS else ("batch",)),
        labels=_labels(model.config) if task is Task.CATEGORY else (),
        spec=_input(hub_tokenizer, model.config, task, decoder),
        fusion=_FUSIBLE.get(model.config.model_type),
        heads=model.config.num_attention_heads,
        width=model.config.hidden_size,
    )


def load_original(source: str, task: Task) -> tuple[Any, Any]:
    """Load model and tokenizer once more as transformers runs them, to compare with."""
    auto = AutoModelForQuestionAnswering if task is Task.ANSWERS else AutoModelForSequenceClassification
    tokenizer = AutoTokenizer.from_pretrained(source)
    model: Any = auto.from_pretrained(source).eval()
    return model, tokenizer


def default_directory_name(source: str) -> str:
    """A name for the manifest: the last part of a path or of a hub name."""
    return Path(source).name or "model"


def _labels(config: Any) -> tuple[str, ...]:
    return tuple(str(config.id2label[index]).lower() for index in range(config.num_labels))


def _input(tokenizer: Any, config: Any, task: Task, decoder: bool) -> Input:
    single = tokenizer("a", add_special_tokens=False)["input_ids"]
    text = tokenizer("a")["input_ids"]
    prefix, rest = _around(text, single)
    separator: list[int] = []
    suffix = rest
    if task is Task.ANSWERS:
        second = tokenizer("b", add_special_tokens=False)["input_ids"]
        prefix, rest = _around(tokenizer("a", "b")["input_ids"], single)
        separator, suffix = _around(rest, second)
    padding = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
    reserved = 2 if config.model_type in {"roberta", "xlm-roberta"} else 0  # positions before the first
    return Input(
        max_tokens=min(MAX_TOKENS, config.max_position_embeddings - reserved),
        overlap=QUESTION_OVERLAP if task is Task.ANSWERS else TEXT_OVERLAP,
        prefix=tuple(prefix),
        separator=tuple(separator),
        suffix=tuple(suffix),
        pad_left=decoder,
        pad_id=padding or 0,
    )


def _around(ids: list[int], part: list[int]) -> tuple[list[int], list[int]]:
    for start in range(len(ids) - len(part) + 1):
        if ids[start : start + len(part)] == part:
            return ids[:start], ids[start + len(part) :]
    raise UnsupportedModelError("The tokenizer changes a text when it adds special tokens.")
