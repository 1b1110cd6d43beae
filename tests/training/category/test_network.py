import math

import pytest
import torch

from training.category.network import LABEL_SMOOTHING, categories_loss

ANY = [1.0] * 6
FIRST = [1.0, 0, 0, 0, 0, 0]
FIRST_TWO = [1.0, 1, 0, 0, 0, 0]


def loss(shares: list[float], allowed: list[float]) -> float:
    return float(categories_loss(torch.tensor([shares]).log(), torch.tensor([allowed])))


def test_one_allowed_label_has_cross_entropy_with_a_little_smoothing() -> None:
    shares = [0.5, 0.1, 0.1, 0.1, 0.1, 0.1]
    smooth = -sum(map(math.log, shares)) / 6
    assert loss(shares, FIRST) == pytest.approx((1 - LABEL_SMOOTHING) * math.log(2) + LABEL_SMOOTHING * smooth)


def test_of_several_allowed_labels_it_does_not_matter_which_one_is_taken() -> None:
    assert loss([0.7, 0.1, 0.05, 0.05, 0.05, 0.05], FIRST_TWO) == pytest.approx(
        loss([0.1, 0.7, 0.05, 0.05, 0.05, 0.05], FIRST_TWO)
    )
    assert loss([0.7, 0.1, 0.05, 0.05, 0.05, 0.05], FIRST_TWO) < loss([0.7, 0.05, 0.1, 0.05, 0.05, 0.05], FIRST_TWO)


def test_a_text_that_may_have_any_label_teaches_nothing() -> None:
    assert loss([0.7, 0.1, 0.05, 0.05, 0.05, 0.05], ANY) == 0.0
