"""What the page shows of every kind of reply, in a browser, from readers that give them."""

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from inference.contract import (
    Answer,
    AnswersReply,
    CategoryReply,
    Hedge,
    NounsReply,
    Span,
    Task,
    Topic,
    Unsupported,
    Verdict,
)
from inference.processes.readers import READING_SECONDS
from pages.serving import HttpServer, listen
from tests.browser import Browser
from tests.inference.server.conftest import wait_until_ready
from tests.inference.server.stand_ins import StandIn, app_of

pytestmark = pytest.mark.browser

HELD = "Police in Vellmar held Ada Berg and Tom Ray on suspicion of arson."
LATER = "On Sunday they also held Lee Okafor."
TEXT = f"😀 {HELD} {LATER} It rained all week."
NOTHING = AnswersReply(answer=None, score=0.9, start=None, end=None, evidence=None, model="m")

_TOO_WIDE = "return document.documentElement.scrollWidth > innerWidth"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def answer(words: str, sentence: str) -> Answer:
    return Answer(words, span(words).start, span(words).end, span(sentence))


ANSWERS = [answer("Ada Berg", HELD), answer("Tom Ray", HELD), answer("Lee Okafor", LATER)]
REPLIES = {
    "Who was held?": AnswersReply(
        "Ada Berg", 0.9, ANSWERS[0].start, ANSWERS[0].end, span(HELD), "m", ANSWERS, hedged=Hedge.ALLEGED
    ),
    "Where?": AnswersReply("Vellmar", 0.7, span("Vellmar").start, span("Vellmar").end, span(HELD), "m"),
    "Did it rain?": AnswersReply(None, 0.8, None, None, span("It rained all week."), "m", verdict=Verdict.YES),
    "Was it dry?": AnswersReply(None, 0.8, None, None, span("It rained all week."), "m", verdict=Verdict.NO),
    "How many in all?": AnswersReply(None, 0.9, None, None, None, "m", unsupported=Unsupported.COUNT),
}
CATEGORY = CategoryReply(None, 0.2, {"politics": 0.2, "tech": 0.1}, "m", [Topic("crime", 0.93), Topic("weather", 0.6)])


class Scripted(StandIn):
    """Answers by the question, and gives every text the same reply."""

    def __init__(self, task: Task, of_text: NounsReply | CategoryReply | None = None) -> None:
        super().__init__(task)
        self._of_text = of_text

    def read(self, request: Any) -> Any:
        return REPLIES.get(request.question, NOTHING) if self.task is Task.ANSWERS else self._of_text


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    given: dict[Task, NounsReply | CategoryReply] = {Task.NOUNS: NounsReply([], "m"), Task.CATEGORY: CATEGORY}
    readers = {task: Scripted(task, given.get(task)) for task in Task}
    app = app_of(readers)
    wait_until_ready(app.test_client())
    listening = listen("127.0.0.1", 0)
    server = HttpServer(app, listening, threads=4, max_body=1_000_000)
    port = listening.getsockname()[1]
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop(READING_SECONDS)


@pytest.fixture
def page(browser: Browser, url: str) -> Browser:
    browser.open(url)
    browser.until(lambda: browser.run("return document.activeElement.id") == "text")
    browser.run("document.getElementById('text').value = arguments[0]", TEXT)
    browser.find("#read").click()
    browser.until(lambda: browser.all(".shares dd"))
    return browser


def ask(page: Browser, question: str) -> str:
    """What a screen reader is told."""
    before = len(page.all("#answers > li"))
    page.find("#question").send_keys(question, Keys.ENTER)
    page.until(lambda: len(page.all("#answers > li")) == before + 1)
    return str(page.run("return document.getElementById('announcer').textContent"))


def marked(page: Browser, selector: str) -> list[str]:
    return [
        str(text)
        for text in page.run(
            "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)", selector
        )
    ]


def evidence(page: Browser) -> str:
    return "".join(marked(page, "#passage .evidence"))


def test_several_answers_are_listed_and_marked_each_in_its_sentence(page: Browser) -> None:
    told = ask(page, "Who was held?")
    assert page.texts("#answers .said li") == ["Ada Berg", "Tom Ray", "Lee Okafor"]
    assert "as an allegation" in page.find("#answers .hedge").text
    assert marked(page, "#passage .answer") == ["Ada Berg", "Tom Ray", "Lee Okafor"]
    assert evidence(page) == HELD + LATER
    assert told.startswith("Ada Berg; Tom Ray; Lee Okafor The text reports this as an allegation")
    assert page.find("#passage").text == TEXT


def test_the_keyboard_goes_from_answer_to_answer_and_each_sentence_is_told(page: Browser) -> None:
    ask(page, "Who was held?")
    ask(page, "Where?")
    assert marked(page, "#passage .answer") == ["Vellmar"]
    page.run("document.querySelectorAll('#answers .plain')[1].focus()")
    went = []
    for _ in range(4):
        page.type(Keys.ENTER)
        went.append(
            (marked(page, "#passage .here"), page.run("return document.getElementById('announcer').textContent"))
        )
    assert went == [
        (["Ada Berg"], f"1 of 3: {HELD}"),
        (["Tom Ray"], f"2 of 3: {HELD}"),
        (["Lee Okafor"], f"3 of 3: {LATER}"),
        (["Ada Berg"], f"1 of 3: {HELD}"),
    ]


@pytest.mark.parametrize(("question", "word"), [("Did it rain?", "Yes."), ("Was it dry?", "No.")])
def test_yes_and_no_with_the_sentence_that_decides(page: Browser, question: str, word: str) -> None:
    assert ask(page, question) == f"{word} 80% sure"
    assert (page.texts("#answers .said"), page.texts("#answers .sure")) == ([word], ["80% sure"])
    assert (evidence(page), marked(page, "#passage .answer")) == ("It rained all week.", [])
    page.find("#answers .plain").click()
    assert marked(page, "#passage .here") == ["It rained all week."]


@pytest.mark.parametrize(
    ("question", "words"), [("Why?", "The text gives no reason."), ("When?", "The text does not say.")]
)
def test_what_the_text_does_not_say(page: Browser, question: str, words: str) -> None:
    ask(page, "Where?")
    assert ask(page, question) == f"{words} 90% sure"
    assert page.texts("#answers .said")[0] == words
    assert (evidence(page), len(page.all("#answers .plain"))) == ("", 1)


def test_what_it_cannot_do(page: Browser) -> None:
    assert ask(page, "How many in all?").startswith("I do not count")
    assert "Ask for a number that the text states." in page.find("#answers .cannot").text
    assert page.texts("#answers .sure") == []


def test_topics_are_bars_beside_the_categories(page: Browser) -> None:
    assert page.find("#category .verdict").text == "None of my categories, but it is about: crime, weather"
    assert page.texts(".topics dt") == ["crime", "weather"]
    assert page.texts(".topics dd") == ["93%", "60%"]
    assert marked(page, "#category .shares dt") == ["politics", "tech", "none of these"]
    assert page.find(".topics").accessible_name == "Topics"


def test_all_of_it_fits_a_phone(page: Browser) -> None:
    ask(page, "How many in all?")
    ask(page, "Who was held?")
    page.screenshot("hosting-answers")
    page.resize(360, 740)
    assert page.run(_TOO_WIDE) is False
    page.screenshot("hosting-answers-phone")
    assert page.complaints() == []
