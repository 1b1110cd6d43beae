"""Have a network believe what a larger one believes of the same questions and passages."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
from training.network.base import layers_states
from training.network.loop import fit_batches
from training.network.rounding import rounded_inputs

ANNOTATED = 0.4
"""What an annotated answer weighs in what is learned from a pair; the teacher's belief weighs the rest."""

STATES_WEIGHT = 0.3
"""What the states of a guide's layers weigh beside the teacher's beliefs, in the loss."""


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


def match(
    student: Side, teacher: Side, variations: Variations, plan: Matching, checkpoint: Path,
    guide: AnswersNetwork | None = None,
) -> None:  # fmt: skip
    """Train the student in place, resumable; reads inputs rounded as INT8 rounds them if it has a guide.

    Parameters
    ----------
    guide
        A network of the same base, whose layers' states the student's are to resemble: what it was before it was made
        narrower.
    """
    teacher.network.eval()
    groups = MatchingBatches(variations, student, teacher, plan)

    def loss(network: AnswersNetwork, batch: Batch, device: torch.device) -> torch.Tensor:
        return _loss(network, teacher.network.to(device), guide and guide.to(device), on_device(batch, device))

    def batches_after(done: int) -> Iterable[Batch]:
        first, skipped = divmod(done, GROUP)
        for group in loaded(groups, first):
            yield from group[skipped:]
            skipped = 0

    fit_batches(student.network, batches_after, len(groups) * GROUP, loss, plan, checkpoint)


def matching_losses(
    student: Side, teacher: Side, variations: Variations, plan: Matching, device: torch.device
) -> Iterable[Any]:
    """Losses of batches, to be computed when they are called."""
    for group in loaded(MatchingBatches(variations, student, teacher, plan), 0):
        for batch in group:
            yield lambda batch=batch: _loss(student.network, teacher.network.to(device), None, on_device(batch, device))


def _loss(student: AnswersNetwork, teacher: AnswersNetwork, guide: AnswersNetwork | None, batch: Batch) -> torch.Tensor:
    rows = batch.student
    first, last = targets(teacher, batch, rows.ids.shape[1])
    if guide is None:
        return shares_loss(*_scores(student, rows), first, last)
    with rounded_inputs(student.encoder):
        states = _states(student, rows)
    with torch.no_grad():
        wanted = _states(guide, rows)
    read = rows.mask.bool()
    errors = [
        torch.nn.functional.mse_loss(a[read].float(), b[read].float()) for a, b in zip(states, wanted, strict=True)
    ]
    scores = student.head(states[-1])
    beliefs_apart = shares_loss(*only_allowed(scores[..., 0], scores[..., 1], rows.allowed), first, last)
    return beliefs_apart + STATES_WEIGHT * torch.stack(errors).mean()


def _states(network: AnswersNetwork, rows: Rows) -> tuple[torch.Tensor, ...]:
    return layers_states(network.encoder, rows.ids, rows.mask, rows.types)


def _scores(network: AnswersNetwork, rows: Rows) -> tuple[torch.Tensor, torch.Tensor]:
    start, end = network(rows.ids, rows.mask, rows.types)
    return only_allowed(start, end, rows.allowed)


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
