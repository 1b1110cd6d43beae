"""Fine-tune an encoder to mark proper nouns and typed names, from many data sets that each annotate a part.

What a data set does not annotate is left open: every word has a set of tags that its annotation allows, and the
loss is minus the log of the probability of that set.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inference.manifest import Input
from inference.word_pieces import word_pieces
from training.base import load_tokenizer, read_words_alone
from training.data.names import PROPER_NOUN, Sentence, load_columns, load_conllu, load_iob2, with_entities
from training.framing import padding_id, reader_input
from training.loop import Plan, fit, padded
from training.nouns_network import LABELS, NounsNetwork
from training.soup import fit_soup

ALL = frozenset(range(len(LABELS)))

MAX_PIECES = 160
"""Longest training example: one to four consecutive sentences."""

UNKNOWN = -1

PLANS = (
    Plan(epochs=2, learning_rate=3e-4, batch_tokens=3072),
    Plan(epochs=4, learning_rate=3e-4, batch_tokens=3072),
)
"""Two runs, whose weights are averaged."""

_FOUR = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_WORLDWIDE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "MISC",
    "Product": "MISC", "Misc": "MISC", "Date": "O", "Money": "O",
}  # fmt: skip
_WNUT = {
    "person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
    "creative-work": "MISC",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A data set: how often each run sees it per epoch, what its types are here, and whether it marks MISC at all."""

    load: Callable[[Path], list[Sentence]]
    shares: tuple[float, ...]
    types: Mapping[str, str]
    marks_misc: bool = False


def _ewt(data: Path) -> list[Sentence]:
    names = load_iob2(data / "nouns/uner-ewt-train.iob2.gz")
    return with_entities(load_conllu(data / "nouns/ewt-train.conllu.gz"), names)


RECIPE = (
    Source(_ewt, (1.0, 2.0), _FOUR),
    Source(lambda data: load_conllu(data / "nouns/gum-train.conllu.gz"), (1.0, 1.0), {}),
    Source(lambda data: load_columns(data / "nouns/conll2003-eng.train.gz"), (1.0, 1.0), _FOUR, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/wnut17-train.conll.gz"), (1.5, 1.0), _WNUT, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/wikigold.conll.gz"), (1.0, 1.0), _FOUR, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/btc.conll.gz"), (0.7, 0.5), _FOUR),
    Source(lambda data: load_columns(data / "nouns/worldwide.conll.gz"), (0.25, 0.15), _WORLDWIDE, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/tweebank-ner.conll.gz"), (1.0, 0.7), _FOUR, marks_misc=True),
    Source(lambda data: load_conllu(data / "nouns/pud.conllu.gz"), (1.0, 1.0), {}),
    Source(lambda data: load_conllu(data / "nouns/eslspok.conllu.gz"), (0.5, 0.5), {}),
)


@dataclass(frozen=True)
class Example:
    """Pieces as the encoder is fed them, with targets per word.

    `firsts` are the places of the words' first pieces, `proper` is 0, 1 or UNKNOWN, and `allowed` lists the tags that
    may be right.
    """

    ids: list[int]
    type_ids: list[int]
    firsts: list[int]
    proper: list[int]
    allowed: list[frozenset[int]]

    @property
    def length(self) -> int:
        return len(self.ids)


def allowed_tags(sentence: Sentence, source: Source) -> list[frozenset[int]]:
    """The set of tags that an annotation leaves possible for each word."""
    if sentence.entities is None:
        return [ALL] * len(sentence.words)
    outside = {LABELS.index("O")}
    if not source.marks_misc:
        outside |= {LABELS.index("B-MISC"), LABELS.index("I-MISC")}
    return [
        frozenset(outside) if tag == "O" or source.types[tag[2:]] == "O"
        else frozenset({LABELS.index(f"{tag[:2]}{source.types[tag[2:]]}")})
        for tag in sentence.entities
    ]  # fmt: skip


def epoch_sampler(
    sources: Sequence[tuple[Source, Sequence[Sentence]]], run: int, tokenizer: Tokenizer, spec: Input
) -> Callable[[int, random.Random], list[Example]]:
    """Sample passages of one to four sentences; a third loses its capitals, a few are all capitals."""

    def sample(_epoch: int, rng: random.Random) -> list[Example]:
        examples = []
        for source, sentences in sources:
            for passage in _passages(sentences, rng):
                times = int(source.shares[run]) + (rng.random() < source.shares[run] % 1)
                examples += [_example(passage, source, _writing(rng), tokenizer, spec) for _ in range(times)]
        return [example for example in examples if example.length <= spec.max_tokens]

    return sample


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


def train(data: Path, base: str, checkpoint: Path) -> tuple[NounsNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(PLANS[0].seed)
    tokenizer, model = load_tokenizer(base), NounsNetwork(base)
    read_words_alone(tokenizer)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=MAX_PIECES)
    sources = cache(lambda: [(source, source.load(data)) for source in RECIPE])

    def run(number: int, plan: Plan, part: Path) -> None:
        fit(model, epoch_sampler(sources(), number, tokenizer, spec), partial_label_loss, plan, part)

    fit_soup(model, [partial(run, number, plan) for number, plan in enumerate(PLANS)], checkpoint)
    return model, tokenizer


def _passages(sentences: Sequence[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    index = 0
    while index < len(sentences):
        count = rng.choice((1, 1, 2, 3, 4))
        group = [s for s in sentences[index : index + count] if s.document == sentences[index].document]
        yield group
        index += len(group)


def _writing(rng: random.Random) -> Callable[[str], str]:
    chance = rng.random()
    if chance < 0.33:
        return str.lower
    return str.upper if chance < 0.36 else str


def _example(
    passage: Sequence[Sentence], source: Source, writing: Callable[[str], str], tokenizer: Tokenizer, spec: Input
) -> Example:
    words = [writing(word) for sentence in passage for word in sentence.words]
    proper = [target for sentence in passage for target in _proper(sentence)]
    allowed = [tags for sentence in passage for tags in allowed_tags(sentence, source)]
    pieces = word_pieces(tokenizer, words)
    before, after = len(spec.prefix), len(spec.suffix)
    return Example(
        ids=[*spec.prefix, *pieces.ids, *spec.suffix],
        type_ids=[*[0] * before, *pieces.type_ids, *[0] * after],
        firsts=[before + first for first in pieces.firsts],
        proper=proper,
        allowed=allowed,
    )


def _proper(sentence: Sentence) -> list[int]:
    if sentence.universal_tags is None:
        return [UNKNOWN] * len(sentence.words)
    return [int(tag == PROPER_NOUN) for tag in sentence.universal_tags]
