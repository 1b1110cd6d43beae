from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.modes.inbox import Inbox
from tests.bot.stage import Stage, open_stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Stage]:
    """A stage whose bot makes a second attempt at what it could not answer."""
    with open_stage(Inbox(tmp_path / "inbox.db")) as opened:
        yield opened
