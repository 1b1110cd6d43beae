"""Have a network believe what a larger one believes of the same questions and passages."""

from collections.abc import Iterable
from pathlib import Path

import torch

from training.answers.matching_batches import (
    GROUP,
    NOWHERE,
    Batch,
    Matching,
    MatchingBatches,
    Rows,
    Side,
    loaded,
    on_device,
)
from training.answers.network import AnswersNetwork, only_allowed, shares_loss
from training.data.variations import Variations
from training.network.loop import fit_batches

ANNOTATED = 0.4
"""What an annotated answer weighs in what is learned from a pair; the teacher's belief weighs the rest."""


def targets(teacher: AnswersNetwork, batch: Batch, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """What is to be learned of the student's tokens: as `beliefs`, and an annotated answer for `ANNOTATED` of it."""
    first, last = beliefs(teacher, batch, width)
    return _annotated(first, batch.answers[:, 0]), _annotated(last, batch.answers[:, 1])


@torch.no_grad()
def beliefs(teacher: AnswersNetwork, batch: Batch, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """What the teacher believes of each of the student's tokens, (pairs, width) for start and for end; sums to 1."""
    return tuple(  # type: ignore[return-value]
        _moved(scores.softmax(-1), places, width)
        for scores, places in zip(_scores(teacher, batch.teacher), (batch.starts, batch.ends), strict=True)
    )


def match(student: Side, teacher: Side, variations: Variations, plan: Matching, checkpoint: Path) -> None:
    """Train the student in place, resumable."""
    teacher.network.eval()
    groups = MatchingBatches(variations, student, teacher, plan)

    def loss(network: AnswersNetwork, batch: Batch, device: torch.device) -> torch.Tensor:
        return matching_loss(network, teacher.network.to(device), on_device(batch, device))

    def batches_after(done: int) -> Iterable[Batch]:
        first, skipped = divmod(done, GROUP)
        for group in loaded(groups, first):
            yield from group[skipped:]
            skipped = 0

    fit_batches(student.network, batches_after, len(groups) * GROUP, loss, plan, checkpoint)


def matching_loss(student: AnswersNetwork, teacher: AnswersNetwork, batch: Batch) -> torch.Tensor:
    """How far what the student believes of a batch is from what it is to learn of it."""
    first, last = targets(teacher, batch, batch.student.ids.shape[1])
    return shares_loss(*_scores(student, batch.student), first, last)


def _scores(network: AnswersNetwork, rows: Rows) -> tuple[torch.Tensor, torch.Tensor]:
    said = network(rows.ids, rows.mask, rows.types)
    return only_allowed(said.start, said.end, rows.allowed)


def _annotated(shares: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    known = (places != NOWHERE).to(shares.dtype)[:, None] * ANNOTATED
    annotated = torch.nn.functional.one_hot(places.clamp(min=0), shares.shape[1])
    return (1 - known) * shares + known * annotated


def _moved(shares: torch.Tensor, places: torch.Tensor, width: int) -> torch.Tensor:
    """Shares by token of one tokenizer as shares by token of the other."""
    found = torch.zeros(len(shares), width + 1, device=shares.device)
    found.scatter_add_(1, torch.where(places == NOWHERE, width, places), shares)
    kept = found[:, :width]
    return kept / kept.sum(1, keepdim=True).clamp(min=1e-6)
