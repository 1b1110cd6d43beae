"""An encoder that finds the answer to a question in a passage, and the loss that it is trained with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch

from training.network.base import hidden_states, load_encoder
from training.network.framing import padding_id
from training.network.loop import padded_rows

NO_ANSWER = 0
"""The position that stands for "no answer", as in SQuAD 2.0."""

Shares = Mapping[int, float]
"""What share of an answer's beginnings or ends lies where: sums to 1."""


@dataclass(frozen=True)
class SpanExample:
    """Token ids of question and window; `starts` and `ends` (inclusive) say where the answer lies, by token."""

    ids: list[int]
    question_length: int
    starts: Shares
    ends: Shares

    @property
    def length(self) -> int:
        return len(self.ids)


class AnswersNetwork(torch.nn.Module):
    """An encoder with a start and an end score per token; position 0 stands for "no answer"."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return start and end scores, each of shape (batch, tokens)."""
        scores = self.head(hidden_states(self.encoder, input_ids, attention_mask, token_type_ids))
        return scores[..., 0], scores[..., 1]


def scores(
    model: AnswersNetwork, batch: Sequence[SpanExample], device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    """Start and end scores of a batch, (examples, tokens); those of tokens that cannot answer are -10,000."""
    ids = padded_rows([example.ids for example in batch], padding_id(model.encoder.config))
    mask = padded_rows([[1] * example.length for example in batch])
    types = padded_rows(
        [[int(place >= example.question_length) for place in range(example.length)] for example in batch]
    )
    allowed = types.bool()
    allowed[:, NO_ANSWER] = True
    start, end = model(ids.to(device), mask.to(device), types.to(device))
    return only_allowed(start, end, allowed.to(device))


def only_allowed(start: torch.Tensor, end: torch.Tensor, allowed: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The same scores but for those of tokens that cannot answer, which are -10,000."""
    return start.float().masked_fill(~allowed, -1e4), end.float().masked_fill(~allowed, -1e4)


def span_loss(model: AnswersNetwork, batch: Sequence[SpanExample], device: torch.device) -> torch.Tensor:
    """Mean cross-entropy of start and end over passage tokens and position 0."""
    start, end = scores(model, batch, device)
    return shares_loss(start, end, _table([e.starts for e in batch], start), _table([e.ends for e in batch], end))


def shares_loss(start: torch.Tensor, end: torch.Tensor, first: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy of scores for start and end against the shares `first` and `last`, each (batch, tokens)."""
    loss = torch.nn.functional.cross_entropy
    return (loss(start, first) + loss(end, last)) / 2


def _table(rows: Sequence[Shares], like: torch.Tensor) -> torch.Tensor:
    table = torch.zeros(like.shape)
    for row, shares in enumerate(rows):
        for position, share in shares.items():
            table[row, position] = share
    return table.to(like.device)
