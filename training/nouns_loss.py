"""What a network that marks names learns from a batch: annotations, which may be partial, and another one's beliefs."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch

from training.framing import padding_id
from training.loop import padded
from training.nouns_examples import UNKNOWN, Example
from training.nouns_network import LABELS, NounsNetwork

Loss = Callable[[NounsNetwork, list[Example], torch.device], torch.Tensor]


class _Inputs(NamedTuple):
    ids: torch.Tensor
    mask: torch.Tensor
    type_ids: torch.Tensor


class _Logits(NamedTuple):
    """Of each word of a batch."""

    proper: torch.Tensor
    tags: torch.Tensor


def annotation_loss(model: NounsNetwork, batch: Sequence[Example], device: torch.device) -> torch.Tensor:
    """Cross-entropy of the proper noun head plus minus log-probability of the allowed tags, over known words."""
    return _against_annotations(_read(model, batch, device), batch)


def distillation_loss(teacher: NounsNetwork, share: float) -> Loss:
    """`share` of the loss is the cross-entropy to what `teacher` believes of each word, the rest `annotation_loss`.

    The teacher reads the words as they were written, with capitals that the model may not see.
    "Distilling the Knowledge in a Neural Network", Hinton et al., 2015.
    """

    def loss(model: NounsNetwork, batch: Sequence[Example], device: torch.device) -> torch.Tensor:
        logits = _read(model, batch, device)
        with torch.inference_mode():
            beliefs = _read(teacher.to(device).eval(), [example.as_written for example in batch], device)
        return (1 - share) * _against_annotations(logits, batch) + share * _against_beliefs(logits, beliefs)

    return loss


def _read(model: NounsNetwork, batch: Sequence[Example], device: torch.device) -> _Logits:
    """What a network puts out for the words' first pieces."""
    inputs = _inputs(batch, padding_id(model.encoder.config))
    rows = [row for row, example in enumerate(batch) for _ in example.firsts]
    places = [place for example in batch for place in example.firsts]
    proper, tags = model(*(each.to(device) for each in inputs))
    return _Logits(proper[rows, places].float(), tags[rows, places].float())


def _inputs(batch: Sequence[Example], pad_id: int) -> _Inputs:
    width = padded(max(example.length for example in batch))
    ids = torch.full((len(batch), width), pad_id)
    mask, type_ids = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, example in enumerate(batch):
        ids[row, : example.length] = torch.tensor(example.ids)
        type_ids[row, : example.length] = torch.tensor(example.type_ids)
        mask[row, : example.length] = 1
    return _Inputs(ids, mask, type_ids)


def _against_annotations(logits: _Logits, batch: Sequence[Example]) -> torch.Tensor:
    device = logits.tags.device
    loss = torch.zeros((), device=device)
    targets = torch.tensor([target for example in batch for target in example.proper], device=device)
    known = targets != UNKNOWN
    if known.any():
        loss = loss + _binary_cross_entropy(logits.proper[known], targets[known].float())
    sets = [tags for example in batch for tags in example.allowed]
    allowed = torch.tensor([[tag in tags for tag in range(len(LABELS))] for tags in sets], device=device)
    annotated = ~allowed.all(dim=-1)
    if annotated.any():
        likely = torch.log_softmax(logits.tags, dim=-1).masked_fill(~allowed, -torch.inf).logsumexp(dim=-1)
        loss = loss - likely[annotated].mean()
    return loss


def _against_beliefs(logits: _Logits, beliefs: _Logits) -> torch.Tensor:
    proper = _binary_cross_entropy(logits.proper, beliefs.proper.sigmoid())
    return proper + torch.nn.functional.cross_entropy(logits.tags, beliefs.tags.softmax(dim=-1))


_binary_cross_entropy = torch.nn.functional.binary_cross_entropy_with_logits
