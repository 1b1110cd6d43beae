"""An encoder that tells kinds of news apart, and news from what is none, and the loss that it is trained with."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from training.network.base import hidden_states, load_encoder
from training.network.framing import padding_id
from training.network.loop import padded_rows

NO_NEWS = "none"
LABELS = ("business", "entertainment", "politics", "sport", "tech", NO_NEWS)

LABEL_SMOOTHING = 0.05


@dataclass(frozen=True)
class ShareExample:
    """Token ids with special tokens, and what share of the text each of `LABELS` should have."""

    ids: list[int]
    shares: tuple[float, ...]

    @property
    def length(self) -> int:
        return len(self.ids)


class CategoryNetwork(torch.nn.Module):
    """An encoder with a classifier on its first position."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, len(LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return logits of shape (batch, labels)."""
        hidden = hidden_states(self.encoder, input_ids, attention_mask, token_type_ids)
        return self.head(self.dropout(hidden[:, 0]))  # type: ignore[no-any-return]


def logits_of(model: CategoryNetwork, rows: Sequence[list[int]], device: torch.device) -> torch.Tensor:
    """Read rows of token ids with special tokens: (rows, labels)."""
    ids = padded_rows(rows, padding_id(model.encoder.config))
    mask = padded_rows([[1] * len(row) for row in rows])
    return model(ids.to(device), mask.to(device), torch.zeros_like(ids).to(device)).float()  # type: ignore[no-any-return]


def share_loss(model: CategoryNetwork, batch: list[ShareExample], device: torch.device) -> torch.Tensor:
    """Cross-entropy with a little label smoothing."""
    targets = torch.tensor([example.shares for example in batch], device=device)
    logits = logits_of(model, [example.ids for example in batch], device)
    return torch.nn.functional.cross_entropy(logits, targets, label_smoothing=LABEL_SMOOTHING)
