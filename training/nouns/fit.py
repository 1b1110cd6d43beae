"""Fine-tune an encoder to mark proper nouns and typed names, from many data sets that each annotate a part.

What a data set does not annotate is left open: every word has a set of tags that its annotation allows, and the
loss is minus the log of the probability of that set.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path

import torch
from spacy.language import Language
from tokenizers import Tokenizer

from training.data.names import Sentence
from training.network.base import load_tokenizer, read_words_alone, shortened
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit
from training.network.soup import fit_rounds
from training.nouns.examples import Source, epoch_sampler
from training.nouns.loss import Loss, annotation_loss, distillation_loss
from training.nouns.network import LABELS, NounsNetwork
from training.nouns.recipe import (
    LAYERS_KEPT,
    MATERIALS,
    RECIPE,
    ROUNDS,
    SELF_LABELLED,
    SHORTENED_MATERIALS,
    SHORTENED_ROUNDS,
    Material,
)
from training.nouns.self_labels import label_texts, passages

MAX_PIECES = 160
"""Longest training example: one to four consecutive sentences."""


def self_labelled(labeller: Language) -> list[Source]:
    """Sources whose names `labeller` marks as they are loaded."""
    types = {label[2:]: label[2:] for label in LABELS[1:]}
    return [
        Source(_labelled(file, domains, labeller), shares, types, marks_misc=True)
        for file, domains, shares in SELF_LABELLED
    ]


def _labelled(file: str, domains: Sequence[str], labeller: Language) -> Callable[[Path], list[Sentence]]:
    return lambda data: label_texts(passages(data / file, *domains), labeller)


def train(data: Path, base: str, labeller: Language, checkpoint: Path) -> tuple[NounsNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`.

    `labeller` marks the names of texts that nobody annotated.
    """
    torch.manual_seed(ROUNDS[0].plans[0].seed)
    tokenizer, model = load_tokenizer(base), NounsNetwork(base)
    read_words_alone(tokenizer)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=MAX_PIECES)
    sources = cache(lambda: [(source, source.load(data)) for source in (*RECIPE, *self_labelled(labeller))])

    def run(material: Material, loss: Loss, plan: Plan, part: Path) -> None:
        examples = epoch_sampler(sources(), material.mixture, material.variation, tokenizer, spec)
        fit(model, examples, loss, plan, part)

    def run_whole(number: int, plan: Plan, part: Path) -> None:
        run(MATERIALS[number], annotation_loss, plan, part)

    def run_shortened(number: int, plan: Plan, part: Path) -> None:
        material = SHORTENED_MATERIALS[number]
        run(material, distillation_loss(whole, material.beliefs) if material.beliefs else annotation_loss, plan, part)

    fit_rounds(model, ROUNDS, run_whole, checkpoint)
    whole = deepcopy(model)
    model.encoder = shortened(model.encoder, round(model.encoder.config.num_hidden_layers * LAYERS_KEPT))
    fit_rounds(model, SHORTENED_ROUNDS, run_shortened, beside(checkpoint, "shortened"))
    return model, tokenizer
