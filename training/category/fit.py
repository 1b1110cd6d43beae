"""Fine-tune an encoder to tell kinds of news apart, news from what is none, and what news is about."""

from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.category.examples import epoch_sampler, load_groups
from training.category.network import CategoryNetwork, news_loss
from training.category.recipe import CategoryRecipe
from training.network.base import load_tokenizer
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit, load_finished
from training.network.published import load_published
from training.network.soup import draw_back, fit_rounds


def train(
    recipe: CategoryRecipe, data: Path, base: str, checkpoint: Path, start: Path | None = None
) -> tuple[CategoryNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`.

    `start` is the directory of an earlier version, whose weights have a share in the result.
    """
    torch.manual_seed(recipe.rounds[0].plans[0].seed)
    tokenizer, model = load_tokenizer(base), CategoryNetwork(base)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=recipe.max_tokens)

    def run(number: int, plan: Plan, part: Path) -> None:
        groups = load_groups(data, recipe.sources, recipe.limits[number], number)
        fit(model, epoch_sampler(groups, tokenizer, spec, recipe.unsaid), news_loss, plan, part)

    fit_rounds(model, recipe.rounds, run, checkpoint)
    if start:
        earlier = CategoryNetwork(base)
        load_published(earlier, start)
        draw_back(model, earlier, kept=1 - recipe.earlier)
        part = beside(checkpoint, "topics-again")
        if not load_finished(model, part):
            for frozen in (model.encoder, model.head):
                frozen.requires_grad_(requires_grad=False)
            run(-1, recipe.topics_again, part)
    return model, tokenizer
