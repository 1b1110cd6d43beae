"""The whole of it, as `make run` serves it: the page, the small Slack behind it, the bot, and the embedded models."""

from collections.abc import Iterator
from functools import partial

import pytest
from selenium.webdriver.common.keys import Keys

from bot.app import create_app
from bot.modes.readers import LocalReaders
from bot.modes.slack_endpoint import slack_endpoint
from infra.slack_manifest import MANIFEST as SLACK_MANIFEST
from tests.browser import Browser
from workspace.server import WorkspaceServer

pytestmark = pytest.mark.browser

STORY = (
    "Voters in Vellmar go to the polls on Saturday. President Ingrid Solheim wants the old lighthouse rebuilt for 4.2 "
    "million euros, half of which would come from the European Union; her rivals call it a waste. The tower was built "
    "in 1871 by the engineer Tobias Renn."
)
BOLD = ".rich-text strong, .rich-text b"


@pytest.fixture(scope="module")
def server() -> Iterator[WorkspaceServer]:
    server, readers = WorkspaceServer(SLACK_MANIFEST), LocalReaders(None, lambda _: None)
    app = create_app(
        signing_secret=server.workspace.signing_secret,
        bot_token=server.workspace.bot_token,
        api_url=server.api_url,
        inference=readers.client,
        team_ids=[server.workspace.team_id],
    )
    server.connect(slack_endpoint(app, server.workspace.signing_secret))
    server.start()
    yield server
    server.stop()
    readers.stop()


@pytest.fixture
def page(browser: Browser, server: WorkspaceServer) -> Browser:
    browser.resize(1280, 1000)
    browser.open(server.url)
    browser.until(lambda: browser.run("return document.activeElement.id") == "composer-text")
    return browser


def said(server: WorkspaceServer, ts: str, expected: str) -> bool:
    return expected in str(server.workspace.messages("#reading", ts)[-1])


def last_reply(page: Browser, expected: str) -> str:
    """The text of the newest message, as soon as it has what is expected in it."""
    return page.until(lambda: next((text for text in page.texts(".message")[-1:] if expected in text), ""))


def test_a_command_highlights_the_names(page: Browser) -> None:
    page.type("/nouns ", STORY, Keys.ENTER)
    reply = last_reply(page, "Tobias Renn")
    assert "Only visible to you" in reply
    assert {"Ingrid Solheim", "Vellmar", "European Union", "Tobias Renn"} <= set(page.texts(BOLD))
    page.screenshot("whole-nouns")


def test_a_command_names_the_category(page: Browser) -> None:
    page.type("/category ", STORY, Keys.ENTER)
    assert "█" in last_reply(page, "politics")
    page.screenshot("whole-category")


def test_a_thread_is_asked(page: Browser, server: WorkspaceServer) -> None:
    ts = server.workspace.post_message("#reading", STORY)
    page.until(lambda: any(STORY[:40] in text for text in page.texts(".message")))
    for question, answer in (("Who built the tower?", "Tobias Renn"), ("Who won the football match?", "does not say")):
        server.workspace.post_message("#reading", f"@lectern {question}", thread_ts=ts)
        server.workspace.wait_until(partial(said, server, ts, answer))
    button = page.until(lambda: page.all(".thread-summary")[-1])
    page.run("arguments[0].click()", button)
    page.until(lambda: "does not say" in " ".join(page.texts("#thread .message")))
    assert any("Tobias Renn" in text for text in page.texts("#thread blockquote"))
    page.screenshot("whole-thread")
