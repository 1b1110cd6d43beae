from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tests.workspace.house import Echo, open_house
from workspace.server import WorkspaceServer
from workspace.state import Workspace


@pytest.fixture
def house() -> Iterator[tuple[WorkspaceServer, Echo]]:
    with open_house() as opened:
        yield opened


@pytest.fixture
def server(house: tuple[WorkspaceServer, Echo]) -> WorkspaceServer:
    return house[0]


@pytest.fixture
def workspace(server: WorkspaceServer) -> Workspace:
    return server.workspace


@pytest.fixture
def echo(house: tuple[WorkspaceServer, Echo]) -> Echo:
    return house[1]


@pytest.fixture
def client(echo: Echo) -> WebClient:
    """The bot's own client."""
    return echo.client
