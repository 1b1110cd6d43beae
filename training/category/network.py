"""An encoder that tells kinds of news apart, and news from what is none, and the loss that it is trained with."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from training.data.topics import TOPICS
from training.network.base import hidden_states, load_encoder
from training.network.framing import padding_id
from training.network.loop import padded_rows

NO_NEWS = "none"
LABELS = ("business", "entertainment", "politics", "sport", "tech", NO_NEWS)

LABEL_SMOOTHING = 0.05

TOPICS_SHARE = 0.3
"""What the loss of all topics weighs beside that of the categories."""


@dataclass(frozen=True)
class NewsExample:
    """Token ids with special tokens, and what is known of the text.

    Attributes
    ----------
    allowed
        For each of `LABELS`, 1 if the text may have it and else 0.
    topics
        For each of `TOPICS`, 1 if the text is about it and else 0.
    certainty
        What each topic weighs in the loss: less than 1 where nobody said that the text is not about it.
    """

    ids: list[int]
    allowed: tuple[float, ...]
    topics: tuple[float, ...]
    certainty: tuple[float, ...]

    @property
    def length(self) -> int:
        return len(self.ids)


class CategoryNetwork(torch.nn.Module):
    """An encoder with two classifiers on its first position: one category of several, and any number of topics."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, len(LABELS))
        self.topics_head = torch.nn.Linear(self.encoder.config.hidden_size, len(TOPICS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits of shape (batch, labels) and of shape (batch, topics)."""
        hidden = hidden_states(self.encoder, input_ids, attention_mask, token_type_ids)
        first = self.dropout(hidden[:, 0])
        return self.head(first), self.topics_head(first)


def logits_of(
    model: CategoryNetwork, rows: Sequence[list[int]], device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    """Read rows of token ids with special tokens: (rows, labels) and (rows, topics)."""
    ids = padded_rows(rows, padding_id(model.encoder.config))
    mask = padded_rows([[1] * len(row) for row in rows])
    logits, topic_logits = model(ids.to(device), mask.to(device), torch.zeros_like(ids).to(device))
    return logits.float(), topic_logits.float()


def news_loss(model: CategoryNetwork, batch: list[NewsExample], device: torch.device) -> torch.Tensor:
    """The sum of the categories' loss and of the topics'."""
    logits, topic_logits = logits_of(model, [example.ids for example in batch], device)
    allowed, topics, certainty = (
        torch.tensor(rows, device=device)
        for rows in zip(*((each.allowed, each.topics, each.certainty) for each in batch), strict=True)
    )
    of_topics = torch.nn.functional.binary_cross_entropy_with_logits(topic_logits, topics, certainty, reduction="none")
    return categories_loss(logits, allowed) + TOPICS_SHARE * of_topics.sum(-1).mean()


def categories_loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Minus the log of what all allowed labels together have, with a little label smoothing.

    Texts that may have any label teach nothing.
    """
    shares = logits.log_softmax(-1)
    of_allowed = shares.masked_fill(allowed == 0, -torch.inf).logsumexp(-1)
    losses = -(1 - LABEL_SMOOTHING) * of_allowed - LABEL_SMOOTHING * shares.mean(-1)
    return (losses * (allowed.amin(-1) == 0)).mean()
