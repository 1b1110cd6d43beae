import re
from pathlib import Path

import msgspec
import pytest

from bot.replies.answers import FAIRLY_SURE, SURE
from inference.contract import Task
from inference.store.directory import find_model
from inference.store.manifest import Manifest
from training.evaluation.reliability_picture import draw_reliability
from training.reliability import WORDS

ROOT = Path(__file__).parents[3]


def embedded(task: Task) -> Manifest:
    return find_model(ROOT / "models", task).manifest


def words(picture: Path) -> list[str]:
    """All that is written in a picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.read_text(encoding="utf-8"))


def test_the_words_are_those_of_the_bot() -> None:
    assert WORDS == ((0.0, "not sure"), (FAIRLY_SURE, "fairly sure"), (SURE, "sure"))


def test_the_picture_in_the_docs_is_that_of_the_embedded_models(tmp_path: Path) -> None:
    draw_reliability([embedded(Task.ANSWERS), embedded(Task.CATEGORY)], tmp_path / "now.svg")
    assert words(ROOT / "docs/images/reliability.svg") == words(tmp_path / "now.svg") != []


@pytest.mark.parametrize("right", [0.0, 1.0])
def test_one_model_with_one_row_is_a_picture_too(right: float, tmp_path: Path) -> None:
    row = {"low": 0.9, "high": 0.95, "score": 0.93, "right": right, "count": 40}
    manifest = msgspec.structs.replace(embedded(Task.CATEGORY), name="mine", metrics={"reliability": [row]})
    draw_reliability([manifest], tmp_path / "mine.svg")
    model, replies = words(tmp_path / "mine.svg")[-3:-1]
    assert model == manifest.model
    assert replies.startswith("40 replies")
