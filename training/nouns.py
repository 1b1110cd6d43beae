"""Fine-tune an encoder to mark proper nouns and typed names, from many data sets that each annotate a part.

What a data set does not annotate is left open: every word has a set of tags that its annotation allows, and the
loss is minus the log of the probability of that set.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from inference.word_pieces import CASE_TYPES, WordPieces, word_pieces
from training.base import load_encoder, load_tokenizer
from training.data.names import PROPER_NOUN, Sentence, load_columns, load_conllu, load_iob2, with_entities
from training.loop import Plan, fit, padded

LABELS = ("O", *(f"{prefix}-{name}" for name in ("PERSON", "ORG", "LOC", "MISC") for prefix in ("B", "I")))
ALL = frozenset(range(len(LABELS)))

MAX_PIECES = 160
"""Longest training example: one to four consecutive sentences."""

UNKNOWN = -1

PLAN = Plan(epochs=2, learning_rate=3e-4, batch_tokens=3072)

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
    """A data set: how often it is seen per epoch, what its types are here, and whether it marks MISC names at all."""

    load: Callable[[Path], list[Sentence]]
    share: float
    types: Mapping[str, str]
    marks_misc: bool = False


def _ewt(data: Path) -> list[Sentence]:
    names = load_iob2(data / "nouns/uner-ewt-train.iob2.gz")
    return with_entities(load_conllu(data / "nouns/ewt-train.conllu.gz"), names)


RECIPE = (
    Source(_ewt, 1.0, _FOUR),
    Source(lambda data: load_conllu(data / "nouns/gum-train.conllu.gz"), 1.0, {}),
    Source(lambda data: load_columns(data / "nouns/conll2003-eng.train.gz"), 1.0, _FOUR, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/wnut17-train.conll.gz"), 1.5, _WNUT, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/wikigold.conll.gz"), 1.0, _FOUR, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/btc.conll.gz"), 0.7, _FOUR),
    Source(lambda data: load_columns(data / "nouns/worldwide.conll.gz"), 0.25, _WORLDWIDE, marks_misc=True),
    Source(lambda data: load_columns(data / "nouns/tweebank-ner.conll.gz"), 1.0, _FOUR, marks_misc=True),
    Source(lambda data: load_conllu(data / "nouns/pud.conllu.gz"), 1.0, {}),
    Source(lambda data: load_conllu(data / "nouns/eslspok.conllu.gz"), 0.5, {}),
)


@dataclass(frozen=True)
class Example:
    """Pieces with targets per word: `proper` is 0, 1 or UNKNOWN; `allowed` lists the tags that may be right."""

    pieces: WordPieces
    proper: list[int]
    allowed: list[frozenset[int]]

    @property
    def length(self) -> int:
        return len(self.pieces.ids) + 2


class NounsNetwork(torch.nn.Module):
    """An encoder with two heads on one pass: proper noun or not, and BIO tags."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        _widen_token_types(self.encoder)
        width = self.encoder.config.hidden_size
        self.proper_noun = torch.nn.Linear(width, 1)
        self.tags = torch.nn.Linear(width, len(LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return proper noun logits (batch, pieces) and tag logits (batch, pieces, tags)."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.proper_noun(hidden)[..., 0], self.tags(hidden)


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
    sources: Sequence[tuple[Source, Sequence[Sentence]]], tokenizer: Tokenizer
) -> Callable[[int, random.Random], list[Example]]:
    """Sample passages of one to four sentences; a third loses its capitals, a few are all capitals."""

    def sample(_epoch: int, rng: random.Random) -> list[Example]:
        examples = []
        for source, sentences in sources:
            for passage in _passages(sentences, rng):
                times = int(source.share) + (rng.random() < source.share % 1)
                examples += [_example(passage, source, _writing(rng), tokenizer) for _ in range(times)]
        return [example for example in examples if example.length <= MAX_PIECES]

    return sample


def partial_label_loss(model: torch.nn.Module, batch: list[Example], device: torch.device) -> torch.Tensor:
    """Cross-entropy of the proper noun head plus minus log-probability of the allowed tags, over known words."""
    width = padded(max(example.length for example in batch))
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    rows: list[int] = []
    places: list[int] = []
    proper: list[int] = []
    allowed: list[list[bool]] = []
    for row, example in enumerate(batch):
        count = len(example.pieces.ids)
        ids[row, 0], ids[row, count + 1] = CLS, SEP
        ids[row, 1 : count + 1] = torch.tensor(example.pieces.ids)
        types[row, 1 : count + 1] = torch.tensor(example.pieces.type_ids)
        mask[row, : count + 2] = 1
        rows.extend([row] * len(example.proper))
        places.extend(first + 1 for first in example.pieces.firsts)
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


CLS, SEP = 101, 102
"""Special tokens of BERT's uncased vocabulary."""


def train(data: Path, base: str, checkpoint: Path, plan: Plan = PLAN) -> tuple[NounsNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`; resumes from `checkpoint`."""
    torch.manual_seed(plan.seed)
    tokenizer = load_tokenizer(base)
    sources = [(source, source.load(data)) for source in RECIPE]
    model = NounsNetwork(base)
    fit(model, epoch_sampler(sources, tokenizer), partial_label_loss, plan, checkpoint)
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
    passage: Sequence[Sentence], source: Source, writing: Callable[[str], str], tokenizer: Tokenizer
) -> Example:
    words = [writing(word) for sentence in passage for word in sentence.words]
    proper = [target for sentence in passage for target in _proper(sentence)]
    allowed = [tags for sentence in passage for tags in allowed_tags(sentence, source)]
    return Example(word_pieces(tokenizer, words), proper, allowed)


def _proper(sentence: Sentence) -> list[int]:
    if sentence.universal_tags is None:
        return [UNKNOWN] * len(sentence.words)
    return [int(tag == PROPER_NOUN) for tag in sentence.universal_tags]


def _widen_token_types(encoder: Any) -> None:
    """Give the encoder a token type for each way to write a word, all starting from its type 0."""
    old = encoder.embeddings.token_type_embeddings
    new = torch.nn.Embedding(CASE_TYPES, old.weight.shape[1])
    with torch.no_grad():
        new.weight.copy_(old.weight[:1].expand(CASE_TYPES, -1))
    encoder.embeddings.token_type_embeddings = new
    encoder.config.type_vocab_size = CASE_TYPES
