"""A larger encoder that learns to answer first, and marks what a smaller one then learns from.

What it believes of each place says more than the one place that an annotator chose: "Distilling the Knowledge in a
Neural Network", Hinton et al., 2015.
"""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inference.reading.question_tokens import question_tokens
from inference.store.manifest import Input
from training.answers.network import AnswersNetwork, SpanExample, scores
from training.data.files import write_json
from training.data.marks import Marks, Offsets
from training.network.loop import batches, best_device

LEAST_SHARE = 0.005
"""Smaller shares are not kept."""

BATCH_TOKENS = 8192

NOWHERE = -1
"""The place of a token that is nothing but white space."""

Pair = tuple[str, str]
"""A question and a passage that is known to answer it."""


@dataclass(frozen=True)
class _Reading:
    """A pair's number, its tokens as the network takes them, and the first and last character of the passage's."""

    number: int
    example: SpanExample
    firsts: Sequence[int]
    lasts: Sequence[int]

    @property
    def length(self) -> int:
        return self.example.length


class Teacher:
    """Marks answers with a network that was trained to find them."""

    def __init__(self, network: AnswersNetwork, tokenizer: Tokenizer, spec: Input) -> None:
        self._device = best_device()
        self._network = network.to(self._device).eval()
        self._tokenizer = tokenizer
        self._spec = spec

    def marks(self, pairs: Sequence[Pair], kept: Path) -> list[Marks]:
        """Mark where the answers lie, with progress; from the JSON file `kept` if it is there, else it is written.

        Of a passage that is longer than the encoder takes, the beginning is read.
        """
        if not kept.exists():
            write_json(kept, self._read(pairs, kept.stem))
        return [Marks(_offsets(starts), _offsets(ends)) for starts, ends in json.loads(kept.read_text("utf-8"))]

    def _read(self, pairs: Sequence[Pair], name: str) -> list[tuple[Offsets, Offsets]]:
        found: list[tuple[Offsets, Offsets]] = [({}, {})] * len(pairs)
        readings = [self._reading(number, *pair) for number, pair in enumerate(pairs)]
        groups = batches(readings, BATCH_TOKENS, random.Random(1))  # noqa: S311 - the order says nothing
        for done, group in enumerate(groups, 1):
            with torch.inference_mode(), torch.autocast(self._device.type, dtype=torch.bfloat16):
                said, _ = scores(self._network, [reading.example for reading in group], self._device)
            for row, reading in enumerate(group):
                found[reading.number] = (
                    _shares(said.start[row], reading, reading.firsts),
                    _shares(said.end[row], reading, reading.lasts),
                )
            if done % 50 == 0 or done == len(groups):
                print(f"{name}: batch {done}/{len(groups)} marked", flush=True)
        return found

    def _reading(self, number: int, question: str, context: str) -> _Reading:
        spec = self._spec
        before = question_tokens(self._tokenizer, question, spec)
        passage = self._tokenizer.encode(context, add_special_tokens=False)
        passage.truncate(spec.room(before))
        ids = [*before, *passage.ids, *spec.suffix]
        firsts, lasts = zip(*(_ends(context, *span) for span in passage.offsets), strict=True)
        return _Reading(number, SpanExample(ids, len(before), {}, {}), firsts, lasts)


def _ends(context: str, start: int, end: int) -> tuple[int, int]:
    """First and last character of a token, without the space that some tokenizers take as a part of it."""
    token = context[start:end]
    if not token.strip():
        return NOWHERE, NOWHERE
    return start + len(token) - len(token.lstrip()), start + len(token.rstrip()) - 1


def _shares(logits: torch.Tensor, reading: _Reading, places: Sequence[int]) -> Offsets:
    """Softmax over the passage's tokens, without "no answer", by their places."""
    before = reading.example.question_length
    shares: dict[int, float] = defaultdict(float)
    for place, share in zip(places, logits[before : before + len(places)].softmax(0).tolist(), strict=True):
        shares[place] += share
    return {place: round(share, 4) for place, share in shares.items() if share >= LEAST_SHARE and place != NOWHERE}


def _offsets(kept: dict[str, float]) -> Offsets:
    return {int(offset): share for offset, share in kept.items()}
