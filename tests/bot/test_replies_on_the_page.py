"""What readers find as `make run` shows it, with the real bot behind the page."""

import pytest
from selenium.webdriver.common.keys import Keys

from inference.contract import Answer, AnswersReply, CategoryReply, Hedge, Span, Task, Topic
from tests.bot.stage import Stage
from tests.browser import Browser

pytestmark = pytest.mark.browser

HELD = "Police in Vellmar held Ada Berg and Tom Ray on suspicion of arson."
LATER = "On Sunday they also held Lee Okafor, a neighbour."
TEXT = f"{HELD} {LATER} It rained all week."

_IS_TOO_WIDE = "return document.documentElement.scrollWidth > innerWidth"
_LINES_SEEN = """
  const range = document.createRange();
  range.selectNodeContents([...document.querySelectorAll('.message pre')].at(-1));
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
"""


def answer(words: str, sentence: str) -> Answer:
    start, first = TEXT.index(words), TEXT.index(sentence)
    return Answer(words, start, start + len(words), Span(first, first + len(sentence)))


@pytest.fixture
def page(browser: Browser, stage: Stage) -> Browser:
    ada, tom, lee = answer("Ada Berg", HELD), answer("Tom Ray", HELD), answer("Lee Okafor", LATER)
    stage.inference.given[Task.ANSWERS] = AnswersReply(
        ada.text, 0.9, ada.start, ada.end, ada.evidence, "m", [ada, tom, lee], hedged=Hedge.ALLEGED
    )
    scores = {"business": 0.02, "entertainment": 0.03, "politics": 0.2, "sport": 0.01, "tech": 0.01}
    topics = [Topic("crime", 0.93), Topic("disaster", 0.61)]
    stage.inference.given[Task.CATEGORY] = CategoryReply(None, 0.2, scores, "m", topics)
    browser.open(stage.app.client.base_url.removesuffix("/api/"))
    browser.until(lambda: browser.run("return document.activeElement.id") == "composer-text")
    return browser


def test_several_answers_and_their_sentences(page: Browser) -> None:
    page.type(f"/ask Who was held? | {TEXT}", Keys.ENTER)
    page.until(lambda: page.all(".message blockquote"))
    assert page.texts(".message li") == ["Ada Berg", "Tom Ray", "Lee Okafor"]
    assert page.texts(".message blockquote") == [HELD, LATER]
    assert page.texts(".message blockquote :is(b, strong)") == ["Ada Berg", "Tom Ray", "Lee Okafor"]
    assert "as an allegation" in page.find(".message").text
    page.screenshot("workspace-answers")
    assert page.complaints() == []


def test_topics_above_bars_that_a_phone_shows_without_wrapping(page: Browser) -> None:
    page.resize(360, 740)
    page.type(f"/category {TEXT}", Keys.ENTER)
    page.until(lambda: page.all(".message pre"))
    assert "it is about: crime (93%), disaster (61%)" in page.find(".message").text
    assert page.run(_LINES_SEEN) == 6
    assert page.run(_IS_TOO_WIDE) is False
    page.screenshot("workspace-topics-phone")
