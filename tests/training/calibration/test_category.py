import random

import numpy as np
import pytest

from inference.category import probabilities
from inference.contract import Task
from inference.manifest import Manifest
from training.calibration.category import score_line, temperature, threshold
from training.measures.category import Trial, given_scores
from training.measures.reliability import calibration_error, reliability

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
    fitted = MANIFEST.model_copy(update={"calibration": score_line(trials(2000, 1, share_right=0.7), MANIFEST)})
    unseen = trials(2000, 2, share_right=0.7)
    assert calibration_error(reliability(*given_scores(unseen, MANIFEST))) > 0.1
    assert calibration_error(reliability(*given_scores(unseen, fitted))) < 0.04


def test_the_line_changes_neither_the_category_nor_the_null_threshold() -> None:
    known = trials(500, 1, share_right=0.6)
    fitted = MANIFEST.model_copy(update={"calibration": score_line(known, MANIFEST)})
    for trial in known:
        before, after = trial.reply(MANIFEST), trial.reply(fitted)
        assert after.category == before.category
        assert after.score == max(after.scores.values())
        assert sum(after.scores.values()) <= 1 + 1e-6
        assert after.score == pytest.approx(before.score) or before.score > 0.5
    assert threshold(known, fitted) == pytest.approx(threshold(known, MANIFEST))
