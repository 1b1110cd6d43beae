"""Training examples for names: passages in the pieces that the encoder is fed, with what is known of each word."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from inference.reading.word_pieces import word_pieces
from inference.store.manifest import Input
from training.data.names import PROPER_NOUN, UNKNOWN_TAG, Sentence
from training.nouns.network import LABELS
from training.nouns.variants import NamePool, on_lines
from training.recipes import Described

ALL = frozenset(range(len(LABELS)))

UNKNOWN = -1


@dataclass(frozen=True)
class Source:
    """A data set: how often an epoch of each mixture holds it, what its types are here, and whether it marks MISC."""

    shares: tuple[float, ...]
    types: Mapping[str, str]
    marks_misc: bool = False


class Variation(Described, frozen=True):
    """Shares of the names that become others of their type, of the passages put on lines, and of the pieces hidden.

    Without it a model of this size knows its training names by heart after a few epochs.
    """

    swapped: float = 0.0
    on_lines: float = 0.0
    hidden: float = 0.0


@dataclass(frozen=True)
class TaggedExample:
    """Pieces as the encoder is fed them, with targets per word.

    Attributes
    ----------
    firsts
        The places of the words' first pieces.
    proper
        0, 1 or UNKNOWN.
    allowed
        The tags that may be right.
    original
        The same words before their capitals were changed and pieces were hidden, if that was done.
    """

    ids: list[int]
    type_ids: list[int]
    firsts: list[int]
    proper: list[int]
    allowed: list[frozenset[int]]
    original: "TaggedExample | None" = None

    @property
    def length(self) -> int:
        return len(self.ids)

    @property
    def as_written(self) -> "TaggedExample":
        return self.original or self


def allowed_tags(sentence: Sentence, source: Source) -> list[frozenset[int]]:
    """The set of tags that an annotation leaves possible for each word."""
    if sentence.entities is None:
        return [ALL] * len(sentence.words)
    outside = {LABELS.index("O")}
    if not source.marks_misc:
        outside |= {LABELS.index("B-MISC"), LABELS.index("I-MISC")}
    return [
        ALL if tag == UNKNOWN_TAG
        else frozenset(outside) if tag == "O" or source.types[tag[2:]] == "O"
        else frozenset({LABELS.index(f"{tag[:2]}{source.types[tag[2:]]}")})
        for tag in sentence.entities
    ]  # fmt: skip


def epoch_sampler(
    sources: Sequence[tuple[Source, Sequence[Sentence]]],
    mixture: int,
    variation: Variation,
    tokenizer: Tokenizer,
    spec: Input,
) -> Callable[[int, random.Random], list[TaggedExample]]:
    """Sample passages of one to four sentences; a third loses its capitals, a few are all capitals."""
    pool = NamePool((sentence, source.types) for source, sentences in sources for sentence in sentences)

    mask = _mask_id(tokenizer)

    def varied(passage: list[Sentence], source: Source, rng: random.Random) -> TaggedExample:
        if variation.swapped:
            passage = [pool.swap(sentence, source.types, variation.swapped, rng) for sentence in passage]
        if rng.random() < variation.on_lines:
            passage = on_lines(passage, rng)
        example = written = _example(passage, source, str, tokenizer, spec)
        writing = _writing(rng)
        if writing is not str:
            example = replace(_example(passage, source, writing, tokenizer, spec), original=written)
        return example if mask is None else _hidden(example, variation.hidden, mask, rng)

    def sample(_epoch: int, rng: random.Random) -> list[TaggedExample]:
        examples = []
        for source, sentences in sources:
            for passage in _passages(sentences, rng):
                times = int(source.shares[mixture]) + (rng.random() < source.shares[mixture] % 1)
                examples += [varied(passage, source, rng) for _ in range(times)]
        return [example for example in examples if example.length <= spec.max_tokens]

    return sample


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
) -> TaggedExample:
    words = [writing(word) for sentence in passage for word in sentence.words]
    proper = [target for sentence in passage for target in _proper(sentence)]
    allowed = [tags for sentence in passage for tags in allowed_tags(sentence, source)]
    pieces = word_pieces(tokenizer, words)
    before, after = len(spec.prefix), len(spec.suffix)
    return TaggedExample(
        ids=[*spec.prefix, *pieces.ids, *spec.suffix],
        type_ids=[*[0] * before, *pieces.type_ids, *[0] * after],
        firsts=[before + first for first in pieces.firsts],
        proper=proper,
        allowed=allowed,
    )


def _proper(sentence: Sentence) -> list[int]:
    if sentence.universal_tags is None:
        return [UNKNOWN] * len(sentence.words)
    return [UNKNOWN if tag == UNKNOWN_TAG else int(tag == PROPER_NOUN) for tag in sentence.universal_tags]


def _hidden(example: TaggedExample, share: float, mask: int, rng: random.Random) -> TaggedExample:
    """Put the mask in the place of some pieces: what stands around them has to do."""
    first, last = example.firsts[0], example.length - 1
    ids = [mask if first <= place < last and rng.random() < share else piece for place, piece in enumerate(example.ids)]
    return replace(example, ids=ids, original=example.as_written)


def _mask_id(tokenizer: Tokenizer) -> int | None:
    known = (tokenizer.token_to_id(name) for name in ("[MASK]", "<mask>"))
    return next((number for number in known if number is not None), None)
