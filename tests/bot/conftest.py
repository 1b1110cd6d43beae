from collections.abc import Iterator

import pytest

from tests.bot.stage import Stage, open_stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


@pytest.fixture
def patient() -> Iterator[Stage]:
    """A stage whose bot makes a second attempt at what it could not answer."""
    with open_stage(attempt_pauses=(0.0,)) as opened:
        yield opened
