"""Cases of our own; and with LECTERN_CASES, the path of another file of such cases, those too."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.modes.readers import LocalReaders
from tests.bot.cases.case import Case, read_cases
from tests.bot.cases.play import cannot_be_played, play

OWN = Path(__file__).with_name("doors.jsonl")
GIVEN = os.environ.get("LECTERN_CASES", "")


def given() -> list[Case]:
    return list(read_cases(Path(GIVEN))) if GIVEN else []


@pytest.fixture(scope="module")
def readers() -> Iterator[LocalReaders]:
    readers = LocalReaders(None, lambda _: None)
    readers.load()
    yield readers
    readers.stop()


@pytest.mark.parametrize("case", list(read_cases(OWN)), ids=lambda case: case.id)
def test_own(case: Case, readers: LocalReaders) -> None:
    assert play(case, readers.client) == []


@pytest.mark.skipif(not GIVEN, reason="LECTERN_CASES names no file of cases")
@pytest.mark.parametrize("case", given(), ids=lambda case: case.id)
def test_given(case: Case, readers: LocalReaders) -> None:
    if reason := cannot_be_played(case):
        pytest.skip(reason)
    assert play(case, readers.client) == []
