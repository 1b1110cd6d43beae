"""Fine-tune an encoder to mark proper nouns and typed names, from many data sets that each annotate a part.

What a data set does not annotate is left open: every word has a set of tags that its annotation allows, and the
loss is minus the log of the probability of that set.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import torch
from spacy.language import Language
from tokenizers import Tokenizer

from training.base import load_tokenizer, read_words_alone
from training.data.names import Sentence, load_columns, load_conllu, load_iob2, with_entities
from training.framing import padding_id, reader_input
from training.loop import Plan, fit, padded
from training.nouns_examples import UNKNOWN, Example, Source, Variation, epoch_sampler
from training.nouns_network import LABELS, NounsNetwork
from training.self_labels import label_texts, passages
from training.soup import Round, fit_rounds

MAX_PIECES = 160
"""Longest training example: one to four consecutive sentences."""

ROUNDS = (
    Round(
        (
            Plan(epochs=2, learning_rate=3e-4, batch_tokens=3072),
            Plan(epochs=4, learning_rate=3e-4, batch_tokens=3072),
        ),
        shares=(0.0, 0.5, 0.5),
    ),
    Round(
        (
            Plan(epochs=2.5, learning_rate=2e-4, batch_tokens=3072, seed=3),
            Plan(epochs=2, learning_rate=2e-4, batch_tokens=3072, seed=5),
        ),
        shares=(0.25, 0.25, 0.5),
    ),
)

VARIATIONS = (
    Variation(),
    Variation(),
    Variation(swapped=0.25, on_lines=0.2, hidden=0.07),
    Variation(swapped=0.25, on_lines=0.12, hidden=0.1),
)
"""By the number of the run."""

_FOUR = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_WORLDWIDE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "MISC",
    "Product": "MISC", "Misc": "MISC", "Date": "O", "Money": "O",
}  # fmt: skip
_WNUT = {
    "person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
    "creative-work": "MISC",
}  # fmt: skip


def _ewt(data: Path) -> list[Sentence]:
    names = load_iob2(data / "nouns/uner-ewt-train.iob2.gz")
    return with_entities(load_conllu(data / "nouns/ewt-train.conllu.gz"), names)


RECIPE = (
    Source(_ewt, (1.0, 2.0, 1.0, 1.0), _FOUR),
    Source(lambda data: load_conllu(data / "nouns/gum-train.conllu.gz"), (1.0, 1.0, 1.0, 1.25), {}),
    Source(
        lambda data: load_columns(data / "nouns/conll2003-eng.train.gz"), (1.0, 1.0, 0.5, 0.5), _FOUR, marks_misc=True
    ),
    Source(
        lambda data: load_columns(data / "nouns/wnut17-train.conll.gz"), (1.5, 1.0, 0.7, 0.7), _WNUT, marks_misc=True
    ),
    Source(lambda data: load_columns(data / "nouns/wikigold.conll.gz"), (1.0, 1.0, 0.7, 0.7), _FOUR, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/btc.conll.gz"), (0.7, 0.5, 0.3, 0.3), _FOUR),
    Source(
        lambda data: load_columns(data / "nouns/worldwide.conll.gz"),
        (0.25, 0.15, 0.1, 0.1),
        _WORLDWIDE,
        marks_misc=True,
    ),
    Source(
        lambda data: load_columns(data / "nouns/tweebank-ner.conll.gz"), (1.0, 0.7, 0.5, 0.5), _FOUR, marks_misc=True
    ),
    Source(lambda data: load_conllu(data / "nouns/pud.conllu.gz"), (1.0, 1.0, 0.6, 0.6), {}),
    Source(lambda data: load_conllu(data / "nouns/eslspok.conllu.gz"), (0.5, 0.5, 0.2, 0.2), {}),
)

SELF_LABELLED = (
    ("qa/train.json.gz", ("reddit",), (0.0, 0.0, 0.5, 0.5)),
    ("qa/train.json.gz", ("amazon",), (0.0, 0.0, 0.35, 0.4)),
    ("qa/train.json.gz", ("wiki",), (0.0, 0.0, 0.12, 0.15)),
    ("qa/tweetqa.json.gz", (), (0.0, 0.0, 0.14, 0.2)),
)
"""Files of texts that nobody annotated, their domains, and the share of them that each run sees per epoch."""


def self_labelled(labeller: Language) -> list[Source]:
    """Sources whose names `labeller` marks as they are loaded."""
    types = {label[2:]: label[2:] for label in LABELS[1:]}
    return [
        Source(_labelled(file, domains, labeller), shares, types, marks_misc=True)
        for file, domains, shares in SELF_LABELLED
    ]


def _labelled(file: str, domains: Sequence[str], labeller: Language) -> Callable[[Path], list[Sentence]]:
    return lambda data: label_texts(passages(data / file, *domains), labeller)


def partial_label_loss(model: NounsNetwork, batch: list[Example], device: torch.device) -> torch.Tensor:
    """Cross-entropy of the proper noun head plus minus log-probability of the allowed tags, over known words."""
    width = padded(max(example.length for example in batch))
    ids = torch.full((len(batch), width), padding_id(model.encoder.config))
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    rows: list[int] = []
    places: list[int] = []
    proper: list[int] = []
    allowed: list[list[bool]] = []
    for row, example in enumerate(batch):
        ids[row, : example.length] = torch.tensor(example.ids)
        types[row, : example.length] = torch.tensor(example.type_ids)
        mask[row, : example.length] = 1
        rows.extend([row] * len(example.proper))
        places.extend(example.firsts)
        proper.extend(example.proper)
        allowed.extend([[tag in tags for tag in range(len(LABELS))] for tags in example.allowed])
    proper_logits, tag_logits = model(ids.to(device), mask.to(device), types.to(device))
    targets = torch.tensor(proper, device=device)
    known = targets != UNKNOWN
    binary = torch.nn.functional.binary_cross_entropy_with_logits
    loss = binary(proper_logits[rows, places].float()[known], targets[known].float()) if known.any() else 0.0
    log_probabilities = torch.log_softmax(tag_logits[rows, places].float(), dim=-1)
    possible = torch.tensor(allowed, device=device)
    annotated = ~possible.all(dim=-1)
    if annotated.any():
        likely = log_probabilities.masked_fill(~possible, -torch.inf).logsumexp(dim=-1)
        loss = loss - likely[annotated].mean()
    return torch.as_tensor(loss)


def train(data: Path, base: str, labeller: Language, checkpoint: Path) -> tuple[NounsNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`.

    `labeller` marks the names of texts that nobody annotated.
    """
    torch.manual_seed(ROUNDS[0].plans[0].seed)
    tokenizer, model = load_tokenizer(base), NounsNetwork(base)
    read_words_alone(tokenizer)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=MAX_PIECES)
    sources = cache(lambda: [(source, source.load(data)) for source in (*RECIPE, *self_labelled(labeller))])

    def run(number: int, plan: Plan, part: Path) -> None:
        examples = epoch_sampler(sources(), number, VARIATIONS[number], tokenizer, spec)
        fit(model, examples, partial_label_loss, plan, part)

    fit_rounds(model, ROUNDS, run, checkpoint)
    return model, tokenizer
