import random

import msgspec
import numpy as np
import pytest

from inference.contract import Task
from inference.reading.category import probabilities, reply
from inference.store.manifest import Manifest
from training.category.calibration import score_line, temperature, thresholds
from training.category.measures import Trial, given_scores
from training.reliability import calibration_error, reliability

LABELS = ("sport", "tech", "none")
MANIFEST = Manifest(
    task=Task.CATEGORY, name="m", version="1", engine="onnx", files={}, labels=LABELS, null_label="none", licence="x",
    base_model="y",
)  # fmt: skip


def trials(count: int, seed: int, sharpness: float = 1.0, share_right: float | None = None) -> list[Trial]:
    """Texts whose category is drawn from the model's own probabilities, or is the likeliest this often."""
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    made = []
    for _ in range(count):
        logits = np.array([[rng.gauss(0, 2), rng.gauss(0, 2), -6.0]], dtype=np.float32)
        likely = probabilities(logits, MANIFEST)
        drawn = rng.choices(("sport", "tech"), likely[:2].tolist())[0]
        if share_right is not None:
            best = int(likely.argmax())
            drawn = LABELS[best if rng.random() < share_right else 1 - best]
        made.append(Trial(drawn, logits * sharpness))
    return made


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0])
def test_the_temperature_undoes_what_made_the_logits_sharper(sharpness: float) -> None:
    assert temperature(trials(2000, 1, sharpness), MANIFEST) == pytest.approx(sharpness, rel=0.15)


def test_scores_become_the_share_of_replies_that_is_right() -> None:
    fitted = msgspec.structs.replace(MANIFEST, calibration=score_line(trials(2000, 1, share_right=0.7), MANIFEST))
    unseen = trials(2000, 2, share_right=0.7)
    assert calibration_error(reliability(*given_scores(unseen, MANIFEST))) > 0.1
    assert calibration_error(reliability(*given_scores(unseen, fitted))) < 0.04


def test_the_line_changes_neither_the_category_nor_the_null_threshold() -> None:
    known = trials(500, 1, share_right=0.6)
    fitted = msgspec.structs.replace(MANIFEST, calibration=score_line(known, MANIFEST))
    for trial in known:
        before, after = trial.reply(MANIFEST), trial.reply(fitted)
        assert after.category == before.category
        assert after.score == max(after.scores.values())
        assert sum(after.scores.values()) <= 1 + 1e-6
        assert after.score == pytest.approx(before.score) or before.score > 0.5
    assert thresholds(known, fitted) == pytest.approx(thresholds(known, MANIFEST))


def test_thresholds_leave_news_their_category_and_what_is_no_news_none() -> None:
    rng = random.Random(3)  # noqa: S311 - seeded on purpose
    news = [Trial("sport", np.array([[2.0, rng.gauss(0, 1), rng.gauss(0, 1)]], dtype=np.float32)) for _ in range(1000)]
    others = [Trial(None, np.array([[0.0, 0.0, rng.gauss(3, 1)]], dtype=np.float32)) for _ in range(1000)]
    chosen = msgspec.structs.replace(MANIFEST, thresholds=thresholds([*news, *others], MANIFEST))
    nulls = [trial.reply(chosen).category is None for trial in others]
    assert sum(nulls) >= 0.98 * len(others)
    assert sum(trial.reply(chosen).category is not None for trial in news) >= 0.95 * len(news)
    assert chosen.thresholds["none"] <= 0.8


@pytest.mark.parametrize(
    ("probable", "category"),
    [
        ((0.19, 0.02, 0.79), "sport"),  # no news is likelier, but not sure enough
        ((0.15, 0.02, 0.83), None),
        ((0.10, 0.09, 0.81), None),
        ((0.30, 0.28, 0.42), "sport"),
        ((0.50, 0.50, 0.00), "sport"),
    ],
)
def test_no_news_needs_to_be_sure_and_a_category_to_stand_out(
    probable: tuple[float, ...], category: str | None
) -> None:
    manifest = msgspec.structs.replace(MANIFEST, thresholds={"none": 0.8, "score": 0.5})
    assert reply(np.array(probable), manifest).category == category


def test_a_category_that_does_not_stand_out_is_not_given() -> None:
    manifest = msgspec.structs.replace(MANIFEST, thresholds={"score": 0.6})
    assert reply(np.array([0.4, 0.35, 0.25]), manifest).category is None
    assert reply(np.array([0.5, 0.25, 0.25]), manifest).category == "sport"
