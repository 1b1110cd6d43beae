"""Texts as token ids, and batches of them as tensors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from training.network.loop import padded
from training.news_classifier.texts import Labelled


@dataclass(frozen=True)
class LabelledExample:
    """Token ids with special tokens, and the index of the label."""

    ids: list[int]
    label: int

    @property
    def length(self) -> int:
        return len(self.ids)


def encode(texts: Sequence[Labelled], labels: Sequence[str], tokenizer: Any, max_tokens: int) -> list[LabelledExample]:
    """Encode each text's beginning; a label that training does not know is a KeyError."""
    numbers = {label: number for number, label in enumerate(labels)}
    ids = tokenizer([each.text for each in texts], truncation=True, max_length=max_tokens)["input_ids"]
    return [LabelledExample(row, numbers[each.label]) for row, each in zip(ids, texts, strict=True)]


def tensors(batch: Sequence[LabelledExample], tokenizer: Any, width: int = 0) -> dict[str, torch.Tensor]:
    """Ids, mask and, for a decoder, positions that begin with the text whatever stands to its left."""
    width = max(width, padded(max(example.length for example in batch)))
    left = tokenizer.padding_side == "left"
    ids = torch.full((len(batch), width), int(tokenizer.pad_token_id))
    mask = torch.zeros_like(ids)
    for row, example in enumerate(batch):
        place = slice(width - example.length, width) if left else slice(0, example.length)
        ids[row, place] = torch.tensor(example.ids)
        mask[row, place] = 1
    fed = {"input_ids": ids, "attention_mask": mask}
    return {**fed, "position_ids": (mask.cumsum(1) - 1).clamp(min=0)} if left else fed


def logits_of(model: Any, batch: Sequence[LabelledExample], tokenizer: Any) -> torch.Tensor:
    """Logits of shape (batch, labels): a decoder's at the last position, which is never padding."""
    fed = {name: value.to(model.device) for name, value in tensors(batch, tokenizer).items()}
    if tokenizer.padding_side != "left":
        return model(**fed).logits  # type: ignore[no-any-return]
    hidden = model.base_model(**fed).last_hidden_state
    return model.score(hidden[:, -1])  # type: ignore[no-any-return]
