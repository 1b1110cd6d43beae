"""One training loop for every task: bf16 on CPU or GPU, batches of like length, resumable, with progress."""

import math
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import torch

from training.recipes import Described

PAD_MULTIPLE = 32
"""Batches are padded to a multiple of this: few distinct shapes let the CPU kernels be reused."""


class Sized(Protocol):
    """A training example; `length` is its number of tokens."""

    @property
    def length(self) -> int: ...


ExampleT = TypeVar("ExampleT", bound=Sized)
ModelT = TypeVar("ModelT", bound=torch.nn.Module)
BatchT = TypeVar("BatchT")


class Descent(Described, frozen=True, kw_only=True):
    """How weights follow their gradients, with a learning rate that rises and then falls to 0.

    With `muon` the layers' matrices do so in steps that are made orthogonal, as long as AdamW's usually are: "Muon is
    Scalable for LLM Training", Liu et al., 2025. All other weights follow AdamW.
    """

    learning_rate: float
    optimizer: Literal["adamw", "muon"] = "adamw"
    seed: int = 1
    warmup: float = 0.06
    weight_decay: float = 0.01
    checkpoint_every_s: float = 180.0


class Plan(Descent, frozen=True, kw_only=True):
    """How to train on examples that come again in each epoch.

    `batch_tokens` bounds a batch in padded tokens, so long examples come fewer at a time. A fraction of `epochs` ends
    the last one early.
    """

    epochs: float
    batch_tokens: int


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
    schedule = _schedule(epoch_examples, plan)
    steps = [batch for epoch in schedule for batch in epoch]
    ends = {end: epoch for epoch, end in enumerate(accumulate(map(len, schedule)))}
    fit_batches(
        model,
        lambda done: steps[done:],
        len(steps),
        loss_of,
        plan,
        checkpoint,
        go_on=lambda step: step not in ends or go_on(ends[step]),
    )


def fit_batches(
    model: ModelT,
    batches_after: Callable[[int], Iterable[BatchT]],
    steps: int,
    loss_of: Callable[[ModelT, BatchT, torch.device], torch.Tensor],
    descent: Descent,
    checkpoint: Path,
    go_on: Callable[[int], bool] = lambda _step: True,
) -> None:
    """Train in place for a number of steps, resumable like `fit`.

    Parameters
    ----------
    batches_after
        The batches from some step on: what follows the steps that are done already.
    go_on
        Asked after each step, by its number from 1, whether to train on.
    """
    device = best_device()
    model.to(device).train()
    torch.manual_seed(descent.seed)
    optimizers = _optimizers(model, descent)
    schedule = _linear(steps, descent.warmup)
    schedulers = [torch.optim.lr_scheduler.LambdaLR(optimizer, schedule) for optimizer in optimizers]
    run = _Run(model, optimizers, schedulers)
    done = run.resume(checkpoint)
    progress = _Progress(done, steps)
    saved = time.monotonic()
    for step, batch in enumerate(batches_after(done), done + 1):
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss = loss_of(model, batch, device)
        run.descend(loss)
        progress.after(step, loss.detach())
        if time.monotonic() - saved > descent.checkpoint_every_s:
            run.save(checkpoint, step)
            saved = time.monotonic()
        if not go_on(step):
            break
        model.train()
    run.save(checkpoint, steps)
    model.eval()


def beside(checkpoint: Path, name: str) -> Path:
    """Where a part of a run keeps what is its own: `name` goes into the checkpoint's file name."""
    return checkpoint.with_stem(f"{checkpoint.stem}-{name}")


def load_finished(model: torch.nn.Module, checkpoint: Path) -> bool:
    """Take the weights of a run that has ended, and tell whether there was one: its learning rate has fallen to 0."""
    if not checkpoint.exists():
        return False
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    if any(state["schedulers"][0]["_last_lr"]):
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
        self._loss: torch.Tensor | None = None

    def after(self, step: int, loss: torch.Tensor) -> None:
        """Count a step; only what is printed waits for the device."""
        self._loss = loss if self._loss is None else 0.98 * self._loss + 0.02 * loss
        if step % 50 == 0 or step == self._total:
            left = (time.monotonic() - self._started) / (step - self._done) * (self._total - step)
            print(f"step {step}/{self._total}  loss {self._loss.item():.3f}  {left / 60:.1f} min left", flush=True)


def _schedule(
    epoch_examples: Callable[[int, random.Random], Sequence[ExampleT]], plan: Plan
) -> list[list[list[ExampleT]]]:
    schedule = []
    for epoch in range(math.ceil(plan.epochs)):
        rng = random.Random(f"{plan.seed}/{epoch}")  # noqa: S311 - seeded on purpose
        groups = batches(epoch_examples(epoch, rng), plan.batch_tokens, rng)
        schedule.append(groups[: math.ceil(len(groups) * min(1.0, plan.epochs - epoch))])
    return schedule


@dataclass(frozen=True)
class _Run:
    """A model on its way, with what a checkpoint holds beside its weights: a scheduler for each optimizer."""

    model: torch.nn.Module
    optimizers: Sequence[torch.optim.Optimizer]
    schedulers: Sequence[torch.optim.lr_scheduler.LambdaLR]

    def descend(self, loss: torch.Tensor) -> None:
        """Do a step."""
        self.model.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer, scheduler in zip(self.optimizers, self.schedulers, strict=True):
            optimizer.step()
            scheduler.step()

    def save(self, path: Path, step: int) -> None:
        """Write a checkpoint; one that is being written never takes the place of a whole one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "schedulers": [scheduler.state_dict() for scheduler in self.schedulers],
            "step": step,
            "rng": torch.get_rng_state(),
        }
        torch.save(state, partial)
        partial.replace(path)

    def resume(self, path: Path) -> int:
        """Take the state of a checkpoint, if there is one, and tell how many steps it has behind it."""
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        for scheduler, kept in zip(self.schedulers, state["schedulers"], strict=True):
            scheduler.load_state_dict(kept)
        torch.set_rng_state(state["rng"])
        print(f"resuming {path} at step {state['step'] + 1}", flush=True)
        return int(state["step"])


def _optimizers(model: torch.nn.Module, descent: Descent) -> list[torch.optim.Optimizer]:
    learning_rate, decay = descent.learning_rate, descent.weight_decay
    matrices = list(_layers_matrices(model)) if descent.optimizer == "muon" else []
    groups = _parameter_groups(model, decay, without=matrices)
    optimizers: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, lr=learning_rate, fused=True)]
    if matrices:
        muon = torch.optim.Muon(matrices, lr=learning_rate, weight_decay=decay, adjust_lr_fn="match_rms_adamw")
        optimizers.append(muon)
    return optimizers


def _layers_matrices(model: torch.nn.Module) -> Iterable[torch.Tensor]:
    """Weights of the linear maps in a module's layers; embeddings and heads are not among them."""
    stacks = [each for each in model.modules() if isinstance(each, torch.nn.ModuleList)]
    linear = [each for stack in stacks for each in stack.modules() if isinstance(each, torch.nn.Linear)]
    return (each.weight for each in linear if each.weight.requires_grad)


def _parameter_groups(
    model: torch.nn.Module, weight_decay: float, without: Sequence[torch.Tensor]
) -> list[dict[str, object]]:
    left_out = set(map(id, without))
    trained = [p for p in model.parameters() if p.requires_grad and id(p) not in left_out]
    return [
        {"params": [p for p in trained if p.dim() > 1], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.dim() <= 1], "weight_decay": 0.0},
    ]


def _linear(total: int, warmup: float) -> Callable[[int], float]:
    rise = max(1, int(total * warmup))
    return lambda step: min((step + 1) / rise, max(0.0, (total - step) / max(1, total - rise)))
