import random
from pathlib import Path

import pytest
import torch
from msgspec.structs import replace

from tests.training import tiny_matching
from tests.training.tiny_matching import PLAN, bare, group, side
from tests.training.tiny_models import PASSAGES
from training.answers.matching import ANNOTATED, beliefs, match, matching_loss, targets
from training.answers.matching_batches import GROUP, MatchingBatches
from training.data.variations import Drawn, Variations


@pytest.fixture
def variations() -> Variations:
    return tiny_matching.variations()


@pytest.mark.parametrize("family", ["bert", "roberta"])
def test_beliefs_go_over_to_tokens_that_may_answer(family: str, variations: Variations, tmp_path: Path) -> None:
    student, teacher = side("bert", tmp_path), side(family, tmp_path, seed=2)
    for batch in group(student, teacher, variations):
        for shares in beliefs(teacher.network.eval(), batch, batch.student.ids.shape[1]):
            assert torch.allclose(shares.sum(1), torch.ones(PLAN.batch), atol=1e-5)
            assert shares[~batch.student.allowed].sum() == 0


def test_a_teacher_with_the_same_tokenizer_believes_of_the_same_tokens(variations: Variations, tmp_path: Path) -> None:
    both = side("bert", tmp_path)
    for batch in group(both, both, variations):
        first, last = beliefs(both.network.eval(), batch, batch.student.ids.shape[1])
        rows = batch.student
        said = both.network(rows.ids, rows.mask, rows.types)
        for scores, shares in ((said.start, first), (said.end, last)):
            assert torch.allclose(scores.masked_fill(~rows.allowed, -1e4).softmax(-1), shares, atol=1e-5)


def test_an_annotated_answer_counts_beside_what_the_teacher_believes(variations: Variations, tmp_path: Path) -> None:
    student, teacher = side("bert", tmp_path), side("roberta", tmp_path, seed=2)
    (first, *_) = MatchingBatches(variations, student, teacher, replace(PLAN, plain=1.0))[0]
    width = first.student.ids.shape[1]
    believed, learned = beliefs(teacher.network.eval(), first, width), targets(teacher.network, first, width)
    for row, places in enumerate(first.answers.tolist()):
        assert bare(student, first.student.ids[row, places[0]])[:1] in "".join(
            passage["text"][0].lower() for passage in PASSAGES
        )
        for belief, target, place in zip(believed, learned, places, strict=True):
            assert target[row, place] == pytest.approx(
                ANNOTATED + (1 - ANNOTATED) * float(belief[row, place]), abs=1e-5
            )
    for target in learned:
        assert torch.allclose(target.sum(1), torch.ones(PLAN.batch), atol=1e-5)


def test_a_student_comes_nearer_to_its_teacher(variations: Variations, tmp_path: Path) -> None:
    student, teacher = side("bert", tmp_path), side("roberta", tmp_path, seed=2)
    with torch.no_grad():
        teacher.network.head.weight *= 20
    plan = replace(PLAN, steps=8 * GROUP, learning_rate=5e-3)

    def apart() -> float:
        student.network.eval()
        batches = group(student, teacher, variations)
        losses = [matching_loss(student.network, teacher.network, batch).item() for batch in batches]
        return sum(losses) / len(losses)

    before = apart()
    match(student, teacher, variations, plan, tmp_path / "run.pt")
    assert apart() < before


def test_a_run_that_was_killed_goes_on_within_a_group(variations: Variations, tmp_path: Path) -> None:
    plan = replace(PLAN, steps=2 * GROUP, checkpoint_every_s=0)
    whole, parted, teacher = side("bert", tmp_path), side("bert", tmp_path), side("roberta", tmp_path, seed=2)
    match(whole, teacher, variations, plan, tmp_path / "whole.pt")
    seen = 0

    class Killed(Variations):
        def draw(self, rng: random.Random) -> Drawn:
            nonlocal seen
            seen += 1
            if seen > GROUP * PLAN.batch + 1:
                raise KeyboardInterrupt
            return super().draw(rng)

    killed = Killed(variations._sources)
    with pytest.raises(KeyboardInterrupt):
        match(parted, teacher, killed, plan, tmp_path / "parted.pt")
    again = side("bert", tmp_path, seed=9)
    match(again, teacher, variations, plan, tmp_path / "parted.pt")
    for one, other in zip(whole.network.parameters(), again.network.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-4)
