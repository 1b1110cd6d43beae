"""Somebody writes HTML, scripts and mentions to the bot; the bot's answer on the page is words."""

from collections.abc import Iterator

import pytest

from tests.bot.stage import CHANNEL, Stage, open_stage
from tests.browser import Browser

pytestmark = pytest.mark.browser

ATTACK = (
    "<img src=x onerror=alert(1)><script>alert(1)</script> Ada <!channel> [x](javascript:alert(1)) "
    "<a href='javascript:x'>y</a>"
)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


@pytest.mark.parametrize("request_words", ["@lectern nouns {}", "@lectern Who is it 1? | {} 1", "@lectern {}"])
def test_nothing_of_it_runs_or_calls_anybody(browser: Browser, stage: Stage, request_words: str) -> None:
    browser.open(stage.app.client.base_url.removesuffix("api/"))
    ts = stage.workspace.post_message(CHANNEL, request_words.format(ATTACK))
    stage.answers(ts)
    browser.until(lambda: browser.all(".message a[href], .message button"))
    browser.run("document.querySelectorAll('.message button').forEach(each => each.click())")
    browser.until(lambda: len(browser.texts(".message")) >= 3)  # the channel, and the thread beside it
    inside = ".messages "
    hostile = f"{inside}script, {inside}img[src=x], {inside}[onerror], {inside}a[href^=javascript]"
    assert browser.all(hostile) == []
    assert browser.complaints() == []
