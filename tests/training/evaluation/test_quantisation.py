import pytest

from training.evaluation.quantisation import points_lost


def test_headline_figures_are_compared_in_points() -> None:
    int8 = {"dev wiki f1": 0.79, "no news, null given": 0.93, "ewt-dev PROPN F1, lower-cased": 0.9}
    fp32 = {"dev wiki f1": 0.8, "no news, null given": 0.92, "ewt-dev PROPN F1, lower-cased": 0.9}
    assert points_lost(int8, fp32) == pytest.approx(
        {"dev wiki f1": 1.0, "no news, null given": -1.0, "ewt-dev PROPN F1, lower-cased": 0.0}
    )


def test_counts_parts_and_tables_are_left_out() -> None:
    figures = {"dev questions": 5, "dev answered": 1.0, "no news: code, null given": 1.0, "reliability": [{}]}
    assert points_lost(figures, figures) == {}
