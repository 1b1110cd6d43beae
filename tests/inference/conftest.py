import pytest

from inference.contract import Task
from inference.reading.answers import AnswersReader
from inference.reading.category import CategoryReader
from inference.reading.nouns import NounsReader
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS


@pytest.fixture(scope="session")
def nouns() -> NounsReader:
    return NounsReader(find_model(EMBEDDED_MODELS, Task.NOUNS))


@pytest.fixture(scope="session")
def category() -> CategoryReader:
    return CategoryReader(find_model(EMBEDDED_MODELS, Task.CATEGORY))


@pytest.fixture(scope="session")
def answers() -> AnswersReader:
    return AnswersReader(find_model(EMBEDDED_MODELS, Task.ANSWERS))
