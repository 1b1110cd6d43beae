"""One training loop for every task: bf16 on CPU or GPU, batches of like length, resumable, with progress."""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Protocol, TypeVar

import torch

PAD_MULTIPLE = 32
"""Batches are padded to a multiple of this: few distinct shapes let the CPU kernels be reused."""


class Sized(Protocol):
    """A training example; `length` is its number of tokens."""

    @property
    def length(self) -> int: ...


ExampleT = TypeVar("ExampleT", bound=Sized)
ModelT = TypeVar("ModelT", bound=torch.nn.Module)


@dataclass(frozen=True)
class Plan:
    """How to train.

    `batch_tokens` bounds a batch in padded tokens, so long examples come fewer at a time. A fraction of `epochs` ends
    the last one early.
    """

    epochs: float
    learning_rate: float
    batch_tokens: int
    seed: int = 1
    warmup: float = 0.06
    weight_decay: float = 0.01
    checkpoint_every_s: float = 180.0


def best_device() -> torch.device:
    """A GPU when there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def padded(length: int) -> int:
    """`length` rounded up to the multiple that batches are padded to."""
    return -(-length // PAD_MULTIPLE) * PAD_MULTIPLE


def padded_rows(rows: Sequence[Sequence[int]], padding: int = 0) -> torch.Tensor:
    """Rows as a tensor of shape (rows, places), filled up on the right; `padded` tells how far."""
    width = padded(max(map(len, rows)))
    return torch.tensor([[*row, *[padding] * (width - len(row))] for row in rows])


def batches(examples: Sequence[ExampleT], batch_tokens: int, rng: random.Random) -> list[list[ExampleT]]:
    """Shuffle, group examples of like length, and shuffle the groups."""
    order = sorted(examples, key=lambda example: (padded(example.length), rng.random()))
    groups: list[list[ExampleT]] = []
    group: list[ExampleT] = []
    for example in order:
        if group and (len(group) + 1) * padded(example.length) > batch_tokens:
            groups.append(group)
            group = []
        group.append(example)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return groups


def fit(
    model: ModelT,
    epoch_examples: Callable[[int, random.Random], Sequence[ExampleT]],
    loss_of: Callable[[ModelT, list[ExampleT], torch.device], torch.Tensor],
    plan: Plan,
    checkpoint: Path,
    go_on: Callable[[int], bool] = lambda _epoch: True,
) -> None:
    """Train in place. After a kill, the same call goes on from the last checkpoint.

    Parameters
    ----------
    epoch_examples
        Called once per epoch, so that sampling and augmentation differ between epochs but not between runs.
    checkpoint
        File that holds the state of the run; when it has ended, `load_finished` takes the weights from it.
    go_on
        Asked after each epoch whether to train on; may measure the model on the way.
    """
    device = best_device()
    model.to(device).train()
    torch.manual_seed(plan.seed)
    schedule = _schedule(epoch_examples, plan)
    steps = [batch for epoch in schedule for batch in epoch]
    ends = {end: epoch for epoch, end in enumerate(accumulate(map(len, schedule)))}
    optimizer = torch.optim.AdamW(_parameter_groups(model, plan.weight_decay), lr=plan.learning_rate, fused=True)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, _linear(len(steps), plan.warmup))
    done = _resume(checkpoint, model, optimizer, scheduler)
    progress = _Progress(done, len(steps))
    saved = time.monotonic()
    for step in range(done, len(steps)):
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss = loss_of(model, steps[step], device)
        _descend(model, loss, optimizer)
        scheduler.step()
        progress.after(step + 1, loss.item())
        if time.monotonic() - saved > plan.checkpoint_every_s:
            _save(checkpoint, model, optimizer, scheduler, step + 1)
            saved = time.monotonic()
        if step + 1 in ends and not go_on(ends[step + 1]):
            break
        model.train()
    _save(checkpoint, model, optimizer, scheduler, len(steps))
    model.eval()


def beside(checkpoint: Path, name: str) -> Path:
    """Where a part of a run keeps what is its own: `name` goes into the checkpoint's file name."""
    return checkpoint.with_stem(f"{checkpoint.stem}-{name}")


def load_finished(model: torch.nn.Module, checkpoint: Path) -> bool:
    """Take the weights of a run that has ended, and tell whether there was one: its learning rate has fallen to 0."""
    if not checkpoint.exists():
        return False
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    if any(state["scheduler"]["_last_lr"]):
        return False
    model.load_state_dict(state["model"])
    model.eval()
    print(f"{checkpoint} holds a run that has ended: its weights are used; remove it to train anew", flush=True)
    return True


class _Progress:
    """Tells the running mean of the loss and the time that is left, every fifty steps."""

    def __init__(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self._started = time.monotonic()
        self._loss: float | None = None

    def after(self, step: int, loss: float) -> None:
        self._loss = loss if self._loss is None else 0.98 * self._loss + 0.02 * loss
        if step % 50 == 0 or step == self._total:
            left = (time.monotonic() - self._started) / (step - self._done) * (self._total - step)
            print(f"step {step}/{self._total}  loss {self._loss:.3f}  {left / 60:.1f} min left", flush=True)


def _schedule(
    epoch_examples: Callable[[int, random.Random], Sequence[ExampleT]], plan: Plan
) -> list[list[list[ExampleT]]]:
    schedule = []
    for epoch in range(math.ceil(plan.epochs)):
        rng = random.Random(f"{plan.seed}/{epoch}")  # noqa: S311 - seeded on purpose
        groups = batches(epoch_examples(epoch, rng), plan.batch_tokens, rng)
        schedule.append(groups[: math.ceil(len(groups) * min(1.0, plan.epochs - epoch))])
    return schedule


def _descend(model: torch.nn.Module, loss: torch.Tensor, optimizer: torch.optim.Optimizer) -> None:
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def _parameter_groups(model: torch.nn.Module, weight_decay: float) -> list[dict[str, object]]:
    decayed = [p for p in model.parameters() if p.requires_grad and p.dim() > 1]
    others = [p for p in model.parameters() if p.requires_grad and p.dim() <= 1]
    return [{"params": decayed, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}]


def _linear(total: int, warmup: float) -> Callable[[int], float]:
    rise = max(1, int(total * warmup))
    return lambda step: min((step + 1) / rise, max(0.0, (total - step) / max(1, total - rise)))


def _save(
    path: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    scheduler: torch.optim.lr_scheduler.LambdaLR,
    step: int,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict()}
    torch.save({**state, "step": step, "rng": torch.get_rng_state()}, partial)
    partial.replace(path)


def _resume(
    path: Path,
    model: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
    scheduler: torch.optim.lr_scheduler.LambdaLR,
) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    scheduler.load_state_dict(state["scheduler"])
    torch.set_rng_state(state["rng"])
    print(f"resuming {path} at step {state['step'] + 1}", flush=True)
    return int(state["step"])
