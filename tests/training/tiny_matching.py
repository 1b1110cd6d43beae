"""Tiny networks and questions for tests of what a student learns from its teacher."""

from pathlib import Path

import torch

from tests.training.tiny_models import PASSAGES, save_encoder
from training.answers.matching_batches import GROUP, Batch, Matching, MatchingBatches, Side
from training.answers.network import AnswersNetwork
from training.data.squad import Answer, Question
from training.data.variations import Variations, Weighted

PLAN = Matching(steps=GROUP, batch=3, learning_rate=1e-3, seed=4)


def side(family: str, folder: Path, seed: int = 1) -> Side:
    if not (folder / family).exists():
        save_encoder(family, folder / family)
    torch.manual_seed(seed)
    return Side.of(AnswersNetwork(str(folder / family)), str(folder / family))


def variations() -> Variations:
    questions = [
        Question(str(number), "an article", asked, passage["text"], (Answer(passage["text"].split()[0], 0),))
        for number, passage in enumerate(PASSAGES)
        for asked in passage["questions"]
    ]
    return Variations([Weighted(questions, 1, 1)])


def bare(of: Side, token: torch.Tensor) -> str:
    """A token without what says that a word begins or goes on with it."""
    piece = of.tokenizer.id_to_token(int(token))
    return str(piece).removeprefix("##").removeprefix("Ġ").lower()


def group(student: Side, teacher: Side, variations: Variations) -> list[Batch]:
    return MatchingBatches(variations, student, teacher, PLAN)[0]
