"""Fine-tune an encoder to tell kinds of news apart, and news from what is none.

A larger encoder, the teacher, learns it first; the model learns from the labels and from what the teacher believes.
"""

from functools import cache
from itertools import chain
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.category.examples import Sampler, Shares, epoch_sampler, load_groups
from training.category.network import CategoryNetwork, share_loss
from training.category.recipe import CategoryRecipe, Lessons
from training.category.teacher import beliefs
from training.network.base import freeze_lower_half, load_tokenizer
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit, load_finished
from training.network.soup import fit_rounds


def train(
    recipe: CategoryRecipe, data: Path, base: str, teacher: str, checkpoint: Path
) -> tuple[CategoryNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(recipe.rounds[0].plans[0].seed)
    tokenizer, model = load_tokenizer(base), CategoryNetwork(base)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=recipe.max_tokens)

    @cache
    def examples() -> Sampler:
        believed = teachers_beliefs(recipe.teacher, data, teacher, checkpoint)
        return epoch_sampler(load_groups(data, recipe.limits), tokenizer, spec, believed)

    def run(_number: int, plan: Plan, part: Path) -> None:
        fit(model, examples(), share_loss, plan, part)

    fit_rounds(model, recipe.rounds, run, checkpoint)
    return model, tokenizer


def teachers_beliefs(lessons: Lessons, data: Path, base: str, checkpoint: Path) -> dict[str, Shares]:
    """Fine-tune the teacher's upper half and return what it believes of the news; both are kept beside `checkpoint`."""
    torch.manual_seed(lessons.plan.seed)
    tokenizer, network = load_tokenizer(base), CategoryNetwork(base)
    freeze_lower_half(network.encoder)
    spec = reader_input(tokenizer, network.encoder.config, pair=False, max_tokens=lessons.max_tokens)
    groups = load_groups(data, lessons.limits)
    part = beside(checkpoint, "teacher")
    if not load_finished(network, part):
        fit(network, epoch_sampler(groups, tokenizer, spec, {}), share_loss, lessons.plan, part)
    kept = beside(checkpoint, "beliefs").with_suffix(".json")
    news = dict.fromkeys(chain(*(group.texts for group in groups if not group.settled)))
    return beliefs(network, tokenizer, spec, list(news), kept)
