"""The encoder that marks names: what it puts out for each piece of a word, and what it is told of capitals."""

from typing import Any

import torch

from inference.reading.word_pieces import CASE_TYPES
from training.network.base import has_token_types, hidden_states, load_encoder

LABELS = ("O", *(f"{prefix}-{name}" for name in ("PERSON", "ORG", "LOC", "MISC") for prefix in ("B", "I")))


class NounsNetwork(torch.nn.Module):
    """An encoder with two heads on one pass: proper noun or not, and BIO tags."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        if has_token_types(self.encoder):
            _widen_token_types(self.encoder)
        width = self.encoder.config.hidden_size
        self.proper_noun = torch.nn.Linear(width, 1)
        self.tags = torch.nn.Linear(width, len(LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return proper noun logits (batch, pieces) and tag logits (batch, pieces, tags)."""
        hidden = hidden_states(self.encoder, input_ids, attention_mask, token_type_ids)
        return self.proper_noun(hidden)[..., 0], self.tags(hidden)


def _widen_token_types(encoder: Any) -> None:
    """Give the encoder a token type for each way to write a word, all starting from its type 0."""
    old = encoder.embeddings.token_type_embeddings
    new = torch.nn.Embedding(CASE_TYPES, old.weight.shape[1])
    with torch.no_grad():
        new.weight.copy_(old.weight[:1].expand(CASE_TYPES, -1))
    encoder.embeddings.token_type_embeddings = new
    encoder.config.type_vocab_size = CASE_TYPES
