from pathlib import Path

import pytest
import torch

from tests.training import tiny_matching
from tests.training.tiny_matching import PLAN, bare, group, side
from training.answers.matching_batches import GROUP, MAX_TOKENS, NOWHERE
from training.answers.network import NO_ANSWER
from training.data.variations import Variations


@pytest.fixture
def variations() -> Variations:
    return tiny_matching.variations()


@pytest.mark.parametrize("family", ["bert", "roberta"])
def test_a_token_of_the_teacher_lies_where_the_students_token_has_its_characters(
    family: str, variations: Variations, tmp_path: Path
) -> None:
    student, teacher = side("bert", tmp_path), side(family, tmp_path, seed=2)
    found = 0
    for batch in group(student, teacher, variations):
        for row, places in enumerate(batch.starts):
            for token, place in enumerate(places.tolist()):
                if place in {NOWHERE, NO_ANSWER}:
                    continue
                own = bare(student, batch.student.ids[row, place])
                assert bare(teacher, batch.teacher.ids[row, token])[:1] in own
                found += 1
        assert (batch.ends[:, NO_ANSWER] == NO_ANSWER).all()
        assert batch.student.ids.shape[1] <= MAX_TOKENS
    assert found > 100


def test_what_is_varied_has_no_annotated_answer(variations: Variations, tmp_path: Path) -> None:
    student, teacher = side("bert", tmp_path), side("roberta", tmp_path, seed=2)
    for batch in group(student, teacher, variations):
        assert (batch.answers == NOWHERE).all()


def test_a_group_is_the_same_whenever_it_is_made(variations: Variations, tmp_path: Path) -> None:
    both = side("bert", tmp_path)
    one, other = (group(both, both, variations) for _ in range(2))
    assert all(torch.equal(a.student.ids, b.student.ids) for a, b in zip(one, other, strict=True))
    assert [len(batch.student.ids) for batch in one] == [PLAN.batch] * GROUP
