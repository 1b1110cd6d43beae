from collections.abc import Iterator

import pytest
from pytest_socket import socket_allow_hosts

from tests.browser import Browser, start_browser
from tests.secrecy import Watch


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def watch() -> Iterator[Watch]:
    """Of every log record of the session."""
    with Watch() as watch:
        yield watch


@pytest.fixture(autouse=True)
def _nothing_secret_is_logged(watch: Watch) -> Iterator[None]:
    yield
    assert watch.leaks() == []


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
