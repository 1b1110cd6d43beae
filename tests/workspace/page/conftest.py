import pytest

from tests.browser import Browser
from workspace.server import WorkspaceServer


@pytest.fixture
def page(browser: Browser, server: WorkspaceServer) -> Browser:
    """The page in the browser, with everything loaded and the composer in focus."""
    browser.open(server.url)
    browser.until(lambda: browser.run("return document.activeElement.id") == "composer-text")
    return browser
