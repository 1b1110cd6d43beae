"""What a network that marks names learns from a batch: annotations, which may be partial, and another one's beliefs."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from training.network.framing import padding_id
from training.network.loop import padded_rows
from training.nouns.examples import UNKNOWN, TaggedExample
from training.nouns.network import LABELS, NounsNetwork

Loss = Callable[[NounsNetwork, list[TaggedExample], torch.device], torch.Tensor]


class _Logits(NamedTuple):
    """Of each word of a batch."""

    proper: torch.Tensor
    tags: torch.Tensor


def annotation_loss(model: NounsNetwork, batch: Sequence[TaggedExample], device: torch.device) -> torch.Tensor:
    """Cross-entropy of the proper noun head plus minus log-probability of the allowed tags, over known words."""
    return _against_annotations(_read(model, batch, device), batch)


def distillation_loss(teacher: NounsNetwork, share: float) -> Loss:
    """`share` of the loss is the cross-entropy to what `teacher` believes of each word, the rest `annotation_loss`.

    The teacher reads the words as they were written, with capitals that the model may not see.
    "Distilling the Knowledge in a Neural Network", Hinton et al., 2015.
    """

    def loss(model: NounsNetwork, batch: Sequence[TaggedExample], device: torch.device) -> torch.Tensor:
        logits = _read(model, batch, device)
        with torch.inference_mode():
            beliefs = _read(teacher.to(device).eval(), [example.as_written for example in batch], device)
        return (1 - share) * _against_annotations(logits, batch) + share * _against_beliefs(logits, beliefs)

    return loss


def _read(model: NounsNetwork, batch: Sequence[TaggedExample], device: torch.device) -> _Logits:
    """What a network puts out for the words' first pieces."""
    ids = padded_rows([example.ids for example in batch], padding_id(model.encoder.config))
    mask = padded_rows([[1] * example.length for example in batch])
    type_ids = padded_rows([example.type_ids for example in batch])
    rows = [row for row, example in enumerate(batch) for _ in example.firsts]
    places = [place for example in batch for place in example.firsts]
    proper, tags = model(ids.to(device), mask.to(device), type_ids.to(device))
    return _Logits(proper[rows, places].float(), tags[rows, places].float())


def _against_annotations(logits: _Logits, batch: Sequence[TaggedExample]) -> torch.Tensor:
    device = logits.tags.device
    loss = torch.zeros((), device=device)
    targets = torch.tensor([target for example in batch for target in example.proper], device=device)
    known = targets != UNKNOWN
    if known.any():
        loss = loss + binary_cross_entropy_with_logits(logits.proper[known], targets[known].float())
    sets = [tags for example in batch for tags in example.allowed]
    allowed = torch.tensor([[tag in tags for tag in range(len(LABELS))] for tags in sets], device=device)
    annotated = ~allowed.all(dim=-1)
    if annotated.any():
        likely = torch.log_softmax(logits.tags, dim=-1).masked_fill(~allowed, -torch.inf).logsumexp(dim=-1)
        loss = loss - likely[annotated].mean()
    return loss


def _against_beliefs(logits: _Logits, beliefs: _Logits) -> torch.Tensor:
    proper = binary_cross_entropy_with_logits(logits.proper, beliefs.proper.sigmoid())
    return proper + cross_entropy(logits.tags, beliefs.tags.softmax(dim=-1))
