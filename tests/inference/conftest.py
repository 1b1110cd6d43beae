from pathlib import Path

import pytest

from inference.answers import AnswersReader
from inference.category import CategoryReader
from inference.contract import Task
from inference.models import find_model
from inference.nouns import NounsReader

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="session")
def nouns() -> NounsReader:
    return NounsReader(find_model(MODELS, Task.NOUNS))


@pytest.fixture(scope="session")
def category() -> CategoryReader:
    return CategoryReader(find_model(MODELS, Task.CATEGORY))


@pytest.fixture(scope="session")
def answers() -> AnswersReader:
    return AnswersReader(find_model(MODELS, Task.ANSWERS))
