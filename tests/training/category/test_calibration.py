import random

import msgspec
import numpy as np
import pytest

from inference.contract import Task
from inference.reading.category import Reading, least_score, probabilities, reply
from inference.store.manifest import Manifest
from training.category.calibration import score_line, temperature, thresholds
from training.category.measures import Trial, given_scores
from training.reliability import calibration_error, reliability

LABELS = ("sport", "tech", "none")
MANIFEST = Manifest(
    task=Task.CATEGORY, name="m", version="1", engine="onnx", files={}, labels=LABELS, null_label="none", licence="x",
    base_model="y",
)  # fmt: skip


def reading(logits: object, tokens: int = 100) -> Reading:
    return Reading(np.array(logits, dtype=np.float32), None, tokens)


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
        made.append(Trial(drawn, reading(logits * sharpness)))
    return made


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0])
def test_the_temperature_undoes_what_made_the_logits_sharper(sharpness: float) -> None:
    assert temperature(trials(2000, 1, sharpness), MANIFEST) == pytest.approx(sharpness, rel=0.15)


def test_scores_become_the_share_of_replies_that_is_right() -> None:
    fitted = msgspec.structs.replace(MANIFEST, calibration=score_line(trials(2000, 1, share_right=0.7), MANIFEST))
    unseen = trials(2000, 2, share_right=0.7)
    assert calibration_error(reliability(*given_scores(unseen, MANIFEST))) > 0.1
    assert calibration_error(reliability(*given_scores(unseen, fitted))) < 0.04


def test_the_line_does_not_change_what_is_likeliest() -> None:
    known = trials(500, 1, share_right=0.6)
    fitted = msgspec.structs.replace(MANIFEST, calibration=score_line(known, MANIFEST))
    for trial in known:
        before, after = trial.reply(MANIFEST), trial.reply(fitted)
        assert after.category == before.category
        assert after.score == max(after.scores.values())
        assert sum(after.scores.values()) <= 1 + 1e-6
        assert after.score == pytest.approx(before.score) or before.score > 0.5


def news(tokens: int) -> list[Trial]:
    rng = random.Random(tokens)  # noqa: S311 - seeded on purpose
    return [Trial("sport", reading([[2.0, rng.gauss(0, 1), rng.gauss(0, 1)]], tokens)) for _ in range(1000)]


def test_thresholds_leave_nearly_all_long_news_their_category_and_fewer_short_ones() -> None:
    chosen = msgspec.structs.replace(MANIFEST, thresholds=thresholds([*news(8), *news(300)], MANIFEST))
    long, short = (
        sum(trial.reply(MANIFEST).score >= least_score(tokens, chosen) for trial in news(tokens)) for tokens in (300, 8)
    )
    assert 985 <= long <= 995
    assert 970 <= short <= 980


def test_the_shorter_a_text_the_more_evidence_it_needs() -> None:
    manifest = msgspec.structs.replace(MANIFEST, thresholds={"score": 0.4, "short_score": 0.8, "long_from": 64})
    assert [least_score(tokens, manifest) for tokens in (0, 16, 32, 64, 500)] == pytest.approx(
        [0.8, 0.7, 0.6, 0.4, 0.4]
    )
    assert least_score(3, MANIFEST) == 0.0


@pytest.mark.parametrize(
    ("likely", "category"),
    [
        ((0.40, 0.19, 0.41), None),  # none is likelier
        ((0.42, 0.17, 0.41), "sport"),
        ((0.15, 0.02, 0.83), None),
        ((0.40, 0.39, 0.21), "sport"),
        ((0.35, 0.34, 0.31), None),  # no category is likely enough
    ],
)
def test_a_category_is_likely_enough_and_likelier_than_none(likely: tuple[float, ...], category: str | None) -> None:
    manifest = msgspec.structs.replace(MANIFEST, thresholds={"score": 0.38})
    assert reply(reading([np.log(likely)]), manifest).category == category
