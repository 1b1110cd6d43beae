"""Fine-tune an encoder to mark proper nouns and typed names, from many data sets that each annotate a part.

What a data set does not annotate is left open: every word has a set of tags that its annotation allows, and the
loss is minus the log of the probability of that set.
"""

from copy import deepcopy
from functools import cache
from pathlib import Path

import torch
from spacy.language import Language
from tokenizers import Tokenizer

from inference.store.own_pipeline import RECOGNISER
from training.network.base import load_tokenizer, read_words_alone, shortened
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit
from training.network.published import load_published
from training.network.soup import fit_rounds, mean_of, weights_of
from training.nouns.examples import epoch_sampler
from training.nouns.loss import Loss, annotation_loss, distillation_loss
from training.nouns.network import NounsNetwork
from training.nouns.recipe import NounsRecipe, Run, rounds_of, runs_of


def train(
    recipe: NounsRecipe, data: Path, base: str, labeller: Language, checkpoint: Path, start: Path | None = None
) -> tuple[NounsNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`.

    `labeller` marks the names of texts that nobody annotated. `start` is the directory of an earlier version, whose
    weights have a share in the result.
    """
    whole_runs, shortened_runs = runs_of(recipe.whole), runs_of(recipe.shortened)
    torch.manual_seed(whole_runs[0].plan.seed)
    tokenizer, model = load_tokenizer(base), NounsNetwork(base)
    read_words_alone(tokenizer)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=recipe.max_pieces)
    sources = cache(lambda: recipe.load(data, labeller))

    def run(each: Run, loss: Loss, part: Path) -> None:
        fit(model, epoch_sampler(sources(), each.mixture, each.variation, tokenizer, spec), loss, each.plan, part)

    def run_whole(number: int, _plan: Plan, part: Path) -> None:
        run(whole_runs[number], annotation_loss, part)

    def run_shortened(number: int, _plan: Plan, part: Path) -> None:
        each = shortened_runs[number]
        run(each, distillation_loss(whole, each.beliefs) if each.beliefs else annotation_loss, part)

    fit_rounds(model, rounds_of(recipe.whole), run_whole, checkpoint)
    whole = deepcopy(model)
    model.encoder = shortened(model.encoder, round(model.encoder.config.num_hidden_layers * recipe.layers_kept))
    fit_rounds(model, rounds_of(recipe.shortened), run_shortened, beside(checkpoint, "shortened"))
    if start:
        earlier = deepcopy(model)
        load_published(earlier, start / RECOGNISER)
        shares = (recipe.earlier, 1 - recipe.earlier)
        model.load_state_dict(mean_of([weights_of(earlier), weights_of(model)], shares))
    return model, tokenizer
