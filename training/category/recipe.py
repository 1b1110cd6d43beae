"""Fine-tune an encoder to tell kinds of news apart, and news from what is none.

A larger encoder, the teacher, learns it first; the model learns from the labels and from what the teacher believes.
"""

from functools import cache
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.category.examples import Limits, Shares, epoch_sampler, load_groups
from training.category.network import CategoryNetwork, share_loss
from training.category.teacher import beliefs
from training.network.base import freeze_lower_half, load_tokenizer
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit, load_finished
from training.network.soup import Round, fit_rounds

MAX_TOKENS = 256

ROUNDS = (
    Round(
        (
            Plan(epochs=2.5, learning_rate=2e-4, batch_tokens=3072, seed=1),
            Plan(epochs=2.5, learning_rate=2e-4, batch_tokens=3072, seed=2),
        ),
        shares=(0.0, 0.5, 0.5),
    ),
    Round(
        (
            Plan(epochs=1.25, learning_rate=1.5e-4, batch_tokens=3072, seed=3),
            Plan(epochs=1.25, learning_rate=1.5e-4, batch_tokens=3072, seed=4),
        ),
        shares=(0.3, 0.35, 0.35),
    ),
)
"""Of version 1.2.0 of the embedded model."""

LIMITS = Limits()

TEACHERS_MAX_TOKENS = 144
"""News say first what they are about."""

TEACHERS_LIMITS = Limits(per_category=10_000, crops_per_article=1)
"""All headlines."""

TEACHERS_PLAN = Plan(epochs=1.5, learning_rate=1e-4, batch_tokens=3072, seed=7)


def train(data: Path, base: str, teacher: str, checkpoint: Path) -> tuple[CategoryNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(ROUNDS[0].plans[0].seed)
    tokenizer, model = load_tokenizer(base), CategoryNetwork(base)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=MAX_TOKENS)
    examples = cache(
        lambda: epoch_sampler(load_groups(data, LIMITS), tokenizer, spec, teachers_beliefs(data, teacher, checkpoint))
    )

    def run(_number: int, plan: Plan, part: Path) -> None:
        fit(model, examples(), share_loss, plan, part)

    fit_rounds(model, ROUNDS, run, checkpoint)
    return model, tokenizer


def teachers_beliefs(data: Path, base: str, checkpoint: Path) -> dict[str, Shares]:
    """Fine-tune the teacher's upper half and return what it believes of the news; both are kept beside `checkpoint`."""
    torch.manual_seed(TEACHERS_PLAN.seed)
    tokenizer, network = load_tokenizer(base), CategoryNetwork(base)
    freeze_lower_half(network.encoder)
    spec = reader_input(tokenizer, network.encoder.config, pair=False, max_tokens=TEACHERS_MAX_TOKENS)
    groups = load_groups(data, TEACHERS_LIMITS)
    part = beside(checkpoint, "teacher")
    if not load_finished(network, part):
        fit(network, epoch_sampler(groups, tokenizer, spec, {}), share_loss, TEACHERS_PLAN, part)
    kept = beside(checkpoint, "beliefs").with_suffix(".json")
    news = dict.fromkeys(chain(*(group.texts for group in groups if not group.settled)))
    return beliefs(network, tokenizer, spec, list(news), kept)
