from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from tests.infra.cloudformation import CloudFormation, listening
from tests.infra.models.conftest import world

__all__ = ["world"]


@pytest.fixture
def cloudformation() -> Iterator[CloudFormation]:
    with listening() as running:
        yield running


@pytest.fixture
def context() -> SimpleNamespace:
    """Lambda's, of a function that may run for a minute."""
    return SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000)
