from pathlib import Path

import pytest

from inference.answers import AnswersReader
from inference.category import CategoryReader
from inference.nouns import NounsReader

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="session")
def nouns() -> NounsReader:
    reader = NounsReader(MODELS)
    reader.load()
    return reader


@pytest.fixture(scope="session")
def category() -> CategoryReader:
    reader = CategoryReader(MODELS)
    reader.load()
    return reader


@pytest.fixture(scope="session")
def answers() -> AnswersReader:
    reader = AnswersReader(MODELS)
    reader.load()
    return reader
