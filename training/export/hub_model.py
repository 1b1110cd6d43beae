"""Load somebody's Hugging Face model and tell what an ONNX reader has to know about it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification, AutoTokenizer

from inference.contract import Task
from inference.store.manifest import Input
from training.errors import UnsupportedModelError
from training.network.framing import MAX_TOKENS, is_encoder, reader_input

QUESTION_OVERLAP = 128
TEXT_OVERLAP = 32


@dataclass(frozen=True)
class HubModel:
    """A model ready for export: a module of plain tensors, its tokenizer and its manifest fields."""

    network: torch.nn.Module
    tokenizer: Tokenizer
    inputs: tuple[str, ...]
    outputs: dict[str, tuple[str, ...]]
    labels: tuple[str, ...]
    spec: Input
    config: Any


class _Decoder(torch.nn.Module):
    """A decoder fed with text that may be padded on the left: positions count from the first token that is text."""

    def __init__(self, model: Any, head: torch.nn.Module) -> None:
        super().__init__()
        self.decoder, self.head = model.base_model, head

    def hidden(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return what the decoder says at every position, of shape (batch, tokens, width)."""
        positions = (attention_mask.cumsum(dim=1) - 1).clamp(min=0)
        output = self.decoder(input_ids=input_ids, attention_mask=attention_mask, position_ids=positions)
        return output.last_hidden_state  # type: ignore[no-any-return]


class _LastPosition(_Decoder):
    """A classifier that reads the last position, of text padded on the left."""

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.head(self.hidden(input_ids, attention_mask)[:, -1])
        return logits


class _Spans(_Decoder):
    """A start and an end score for every position."""

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        scores = self.head(self.hidden(input_ids, attention_mask))
        return scores[..., 0], scores[..., 1]


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
        model: Any = auto.from_pretrained(source, dtype=torch.float32, attn_implementation="eager").eval()
        hub_tokenizer: Any = AutoTokenizer.from_pretrained(source)
    except (OSError, ValueError) as error:
        raise UnsupportedModelError(f"{source} is no Hugging Face model that can be loaded for {task}.") from error
    if not hub_tokenizer.is_fast:
        raise UnsupportedModelError(f"{source} has no fast tokenizer (tokenizer.json).")
    tokenizer: Tokenizer = hub_tokenizer.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    decoder = not is_encoder(model.config)
    inputs = tuple(
        name
        for name in ("input_ids", "attention_mask", "token_type_ids")
        if name in hub_tokenizer.model_input_names and not (decoder and name == "token_type_ids")
    )
    names = ("start_logits", "end_logits") if task is Task.ANSWERS else ("logits",)
    return HubModel(
        network=_decoder(model, task) if decoder else _Named(model, inputs, names),
        tokenizer=tokenizer,
        inputs=inputs,
        outputs=dict.fromkeys(names, ("batch", "tokens") if task is Task.ANSWERS else ("batch",)),
        labels=_labels(model.config) if task is Task.CATEGORY else (),
        spec=reader_input(
            tokenizer,
            model.config,
            pair=task is Task.ANSWERS,
            max_tokens=MAX_TOKENS,
            overlap=QUESTION_OVERLAP if task is Task.ANSWERS else TEXT_OVERLAP,
            pad_left=decoder and (task is Task.CATEGORY or hub_tokenizer.padding_side == "left"),
            pad_id=_padding_id(hub_tokenizer),
        ),
        config=model.config,
    )


def load_original(source: str, task: Task) -> tuple[Any, Any]:
    """Load model and tokenizer once more as transformers runs them, to compare with."""
    auto = AutoModelForQuestionAnswering if task is Task.ANSWERS else AutoModelForSequenceClassification
    tokenizer = AutoTokenizer.from_pretrained(source)
    model: Any = auto.from_pretrained(source, dtype=torch.float32).eval()
    return model, tokenizer


def default_directory_name(source: str) -> str:
    """A name for the manifest: the last part of a path or of a hub name."""
    return Path(source).name or "model"


def _decoder(model: Any, task: Task) -> torch.nn.Module:
    head = getattr(model, "qa_outputs" if task is Task.ANSWERS else "score", None)
    if head is None:
        raise UnsupportedModelError(f"A {model.config.model_type} for {task} has a head that cannot be exported.")
    return _Spans(model, head) if task is Task.ANSWERS else _LastPosition(model, head)


def _padding_id(tokenizer: Any) -> int:
    return tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id or 0


def _labels(config: Any) -> tuple[str, ...]:
    return tuple(str(config.id2label[index]).lower() for index in range(config.num_labels))
