"""The same questions and passages for two networks with tokenizers of their own, a student and its teacher, in batches.

What lies where goes over by character.
"""

import math
import os
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Encoding, Tokenizer
from torch.utils.data import DataLoader, Dataset

from inference.reading.question_tokens import question_tokens
from inference.store.manifest import Input
from training.answers.network import NO_ANSWER, AnswersNetwork
from training.data.squad import Answer
from training.data.variations import Drawn, Variations
from training.network.base import load_tokenizer
from training.network.framing import padding_id, reader_input
from training.network.loop import Descent, padded

MAX_TOKENS = 256
"""Longest sequence, as the reader's windows."""

NOWHERE = -1
"""The place of a token that the other tokenizer has nothing for."""

GROUP = 8
"""Batches are drawn in groups and sorted by length within, so that little is padded."""

Ints = npt.NDArray[np.int64]


class Matching(Descent, frozen=True, kw_only=True):
    """How to train: `batch` pairs per step, a share of them `plain`: not varied, with the annotated answer to learn."""

    steps: int
    batch: int
    plain: float = 0.0


@dataclass(frozen=True)
class Side:
    """A network, with how its tokenizer feeds it."""

    network: AnswersNetwork
    tokenizer: Tokenizer
    spec: Input

    @classmethod
    def of(cls, network: AnswersNetwork, base: str, max_tokens: int = MAX_TOKENS) -> "Side":
        """A network that was made from `base`."""
        tokenizer = load_tokenizer(base)
        return cls(
            network, tokenizer, reader_input(tokenizer, network.encoder.config, pair=True, max_tokens=max_tokens)
        )


@dataclass(frozen=True)
class Rows:
    """Sequences for one network, each of shape (pairs, tokens).

    `allowed` are the tokens that may answer, and the one that stands for "no answer".
    """

    ids: torch.Tensor
    mask: torch.Tensor
    types: torch.Tensor
    allowed: torch.Tensor

    def to(self, device: torch.device) -> "Rows":
        """The same on a device."""
        return Rows(*(each.to(device, non_blocking=True) for each in (self.ids, self.mask, self.types, self.allowed)))


@dataclass(frozen=True)
class Batch:
    """The same pairs for student and teacher.

    `starts` and `ends` say for each of the teacher's tokens which of the student's holds its first and its last
    character, of shape (pairs, teacher's tokens); `answers` with which of the student's tokens an annotated answer
    begins and ends, of shape (pairs, 2).
    """

    student: Rows
    teacher: Rows
    starts: torch.Tensor
    ends: torch.Tensor
    answers: torch.Tensor


@dataclass(frozen=True)
class _Read:
    """A pair in tokens: the question's part in front, and the passage's tokens with their first and last characters."""

    before: list[int]
    ids: list[int]
    firsts: Ints
    lasts: Ints

    def length(self, spec: Input) -> int:
        return len(self.before) + len(self.ids) + len(spec.suffix)


@dataclass(frozen=True)
class _Pair:
    student: _Read
    teacher: _Read
    answer: Answer | None

    def annotated(self) -> tuple[int, int]:
        """First and last token of the annotated answer, for the student; `NOWHERE` if one lies beyond what is read."""
        if self.answer is None:
            return NOWHERE, NOWHERE
        ends = np.array([self.answer.start, self.answer.start + len(self.answer.text) - 1])
        first, last = _places(self.student, ends).tolist()
        return (first, last) if NOWHERE not in (first, last) else (NOWHERE, NOWHERE)


class MatchingBatches(Dataset[list[Batch]]):
    """Groups of batches by number: the same number gives the same group."""

    def __init__(self, variations: Variations, student: Side, teacher: Side, plan: Matching) -> None:
        self._variations = variations
        self._student, self._teacher = (student.tokenizer, student.spec), (teacher.tokenizer, teacher.spec)
        self._paddings = padding_id(student.network.encoder.config), padding_id(teacher.network.encoder.config)
        self._plan = plan

    def __len__(self) -> int:
        return math.ceil(self._plan.steps / GROUP)

    def __getitem__(self, number: int) -> list[Batch]:
        rng = random.Random(f"{self._plan.seed}/{number}")  # noqa: S311 - seeded on purpose
        pairs = [self._read(self._draw(rng)) for _ in range(GROUP * self._plan.batch)]
        pairs.sort(key=lambda pair: pair.student.length(self._student[1]))
        size = self._plan.batch
        batches = [self._batch(pairs[start : start + size]) for start in range(0, len(pairs), size)]
        rng.shuffle(batches)
        return batches

    def _draw(self, rng: random.Random) -> Drawn:
        plain = self._plan.plain and rng.random() < self._plan.plain
        return self._variations.draw_plain(rng) if plain else self._variations.draw(rng)

    def _read(self, drawn: Drawn) -> "_Pair":
        student = _read(*self._student, drawn.question, drawn.passage)
        end = int(student.lasts[-1]) + 1 if len(student.lasts) else 0
        return _Pair(student, _read(*self._teacher, drawn.question, drawn.passage[:end]), drawn.answer)

    def _batch(self, pairs: Sequence["_Pair"]) -> Batch:
        teacher = _rows([pair.teacher for pair in pairs], self._teacher[1], self._paddings[1])
        starts = torch.full(teacher.ids.shape, NOWHERE)
        ends = torch.full(teacher.ids.shape, NOWHERE)
        for row, pair in enumerate(pairs):
            inside = slice(len(pair.teacher.before), len(pair.teacher.before) + len(pair.teacher.ids))
            starts[row, inside] = torch.from_numpy(_places(pair.student, pair.teacher.firsts))
            ends[row, inside] = torch.from_numpy(_places(pair.student, pair.teacher.lasts))
        starts[:, NO_ANSWER] = ends[:, NO_ANSWER] = NO_ANSWER
        student = _rows([pair.student for pair in pairs], self._student[1], self._paddings[0])
        return Batch(student, teacher, starts, ends, torch.tensor([pair.annotated() for pair in pairs]))


def loaded(groups: MatchingBatches, first: int) -> Iterable[list[Batch]]:
    """Groups from number `first` on, made by other processes where there are processors for them."""
    workers = max(0, min(14, (os.cpu_count() or 1) - 2))
    return DataLoader(
        groups,
        batch_size=None,
        sampler=range(first, len(groups)),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        generator=torch.Generator(),  # else it takes a number from those that dropout is drawn from
    )


def on_device(batch: Batch, device: torch.device) -> Batch:
    """The same batch on a device."""
    places = (each.to(device) for each in (batch.starts, batch.ends, batch.answers))
    return Batch(batch.student.to(device), batch.teacher.to(device), *places)


def _read(tokenizer: Tokenizer, spec: Input, question: str, passage: str) -> _Read:
    before = question_tokens(tokenizer, question, spec)
    encoding: Encoding = tokenizer.encode(passage, add_special_tokens=False)
    encoding.truncate(spec.room(before))
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    firsts, lasts = offsets[:, 0].copy(), offsets[:, 1] - 1
    for token in np.flatnonzero(
        [passage[place].isspace() for place in firsts]
    ):  # byte-level tokenizers take a space in
        firsts[token] += firsts[token] < lasts[token]
    return _Read(before, encoding.ids, firsts, lasts)


def _rows(reads: Sequence[_Read], spec: Input, padding: int) -> Rows:
    width = padded(max(read.length(spec) for read in reads))
    ids = np.full((len(reads), width), padding, dtype=np.int64)
    mask, types, allowed = np.zeros_like(ids), np.zeros_like(ids), np.zeros(ids.shape, dtype=bool)
    for row, read in enumerate(reads):
        before, length = len(read.before), read.length(spec)
        ids[row, :length] = [*read.before, *read.ids, *spec.suffix]
        mask[row, :length] = 1
        types[row, before:length] = 1
        allowed[row, before : before + len(read.ids)] = True
    allowed[:, NO_ANSWER] = True
    return Rows(*(torch.from_numpy(each) for each in (ids, mask, types, allowed)))


def _places(own: _Read, characters: Ints) -> Ints:
    """For each character which of the student's tokens holds it, counted from the beginning of its sequence."""
    if not len(own.lasts):
        return np.full(len(characters), NOWHERE)
    token = np.searchsorted(own.lasts, characters)
    inside = np.minimum(token, len(own.lasts) - 1)
    found = (token < len(own.lasts)) & (own.firsts[inside] <= characters)
    return np.where(found, inside + len(own.before), NOWHERE)
