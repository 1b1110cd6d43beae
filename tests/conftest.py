from collections.abc import Iterator

import pytest
from pytest_socket import socket_allow_hosts

from tests.browser import Browser, start_browser


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    with start_browser() as started:
        yield started


@pytest.fixture
def browser(_browser: Browser) -> Browser:
    """Headless Chromium at a desktop's size, in light colours."""
    _browser.resize(1280, 800)
    _browser.prefer("light")
    return _browser
