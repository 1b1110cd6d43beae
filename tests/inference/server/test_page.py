"""The page for people without Slack, in a browser, through nginx and the server, with the real models."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser import Browser
from tests.inference.server.site import Site, running_site

pytestmark = [pytest.mark.nginx, pytest.mark.browser, pytest.mark.timeout(300)]

TEXT = "😀 Ada Lovelace met Charles Babbage in London. <b>Nobody</b> wrote it down."

_TOO_WIDE = "return document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: Site) -> Browser:
    browser.open(site.url)
    browser.until(lambda: browser.run("return document.activeElement.id") == "text")
    return browser


def read(page: Browser, text: str) -> None:
    page.run("document.getElementById('text').value = arguments[0]", text)
    page.find("#read").click()
    page.until(lambda: page.all(".shares dt"))
    page.until(lambda: page.all("#names dt, #names .note") and page.texts("#names .note") != ["Reading…"])


def ask(page: Browser, question: str) -> None:
    before = len(page.all("#answers > li"))
    page.find("#question").send_keys(question, Keys.ENTER)
    page.until(lambda: len(page.all("#answers > li")) == before + 1)


def test_names_are_highlighted_where_they_stand_and_nothing_is_markup(page: Browser) -> None:
    read(page, TEXT)
    assert page.find("#passage").text == TEXT
    marked = page.texts("#passage .name")
    assert marked
    assert all(name in TEXT for name in marked)
    assert page.all("#passage b") == []
    assert page.complaints() == []


def test_the_legend_counts_each_kind_and_switches_it_off(page: Browser) -> None:
    page.find("[data-sample='0']").click()
    page.until(lambda: page.all("#legend button"))
    counts = [int(text) for text in page.texts("#legend .count")]
    assert sum(counts) == page.run("return new Set(document.querySelectorAll('#passage .name')).size")
    first = page.find("#legend button")
    first.click()
    assert first.get_attribute("aria-pressed") == "false"
    assert len(page.all("#passage .muted")) == counts[0]


def test_a_name_explains_itself_and_leads_from_mention_to_mention(page: Browser) -> None:
    read(page, "Ada Lovelace, an English mathematician, was born in Busan. Lovelace wrote.\n\nOn Monday Ada left.")
    assert page.texts("#names .people .entry, #names .entry")[:1] == ["Ada Lovelace"]
    entry = page.find("#names .entry")
    entry.click()
    card = page.find("#name-card")
    assert "Ada Lovelace\nPeople, 3 mentions\nan English mathematician\nAlso Lovelace, Ada" in card.text
    assert str(page.find("#name-card a").get_attribute("href")).endswith("?search=Ada%20Lovelace")
    here = [page.texts("#passage .here")[0]]
    for _ in range(3):
        entry.click()
        here += page.texts("#passage .here")
    assert here == ["Ada Lovelace", "Lovelace", "Ada", "Ada Lovelace"]
    page.type(Keys.ESCAPE)
    assert not card.is_displayed()
    assert "city in South Korea (부산)" in page.find("#names").text
    assert "Monday" not in page.find("#names").text
    assert "Monday" in page.texts("#passage .name.other")


def test_names_are_taken_along_as_a_file(page: Browser, tmp_path: Path) -> None:
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    read(page, "Ada Lovelace, an English mathematician, was born in Busan.")
    for ending in ("csv", "apkg"):
        page.find(f"#export [data-format={ending}]").click()
        page.until(partial(_is_there, tmp_path / f"names.{ending}"))
    assert "Busan,places,city in South Korea," in (tmp_path / "names.csv").read_text(encoding="utf-8-sig")
    assert page.complaints() == []


def _is_there(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def test_where_there_are_no_names_nothing_is_exported(page: Browser) -> None:
    read(page, "It rained all day, and nobody went out.")
    assert not page.find("#export").is_displayed()


def test_the_category_is_shown_as_bars_that_add_up(page: Browser) -> None:
    page.find("[data-sample='1']").click()
    page.until(lambda: page.all(".shares dd"))
    shares = [int(text.removesuffix("%")) for text in page.texts(".shares dd")]
    assert sum(shares) == pytest.approx(100, abs=len(shares))
    assert shares[:-1] == sorted(shares[:-1], reverse=True)
    width = page.run("return parseFloat(document.querySelector('.shares .bar').getAttribute('width'))")
    assert width == pytest.approx(shares[0], abs=0.6)


def test_an_answer_has_its_evidence_marked(page: Browser) -> None:
    read(page, TEXT)
    ask(page, "Where did Ada Lovelace meet Charles Babbage?")
    assert page.texts("#answers .said") == ["London"]
    assert page.texts("#passage .answer") == ["London"]
    evidence = "".join(
        page.run("return [...document.querySelectorAll('#passage .evidence')].map((e) => e.textContent)")
    )
    assert evidence.endswith("Ada Lovelace met Charles Babbage in London.")
    assert page.run("return document.activeElement.id") == "question"


def test_a_new_text_forgets_the_old_answers(page: Browser) -> None:
    read(page, TEXT)
    ask(page, "Where did Ada Lovelace meet Charles Babbage?")
    page.find("#edit").click()
    assert page.run("return document.activeElement.id") == "text"
    read(page, "Grace Hopper taught at Vassar College.")
    assert page.texts("#answers > li") == []


def test_all_of_it_works_from_the_keyboard(page: Browser) -> None:
    page.type(TEXT.removeprefix("😀 "), Keys.CONTROL + Keys.ENTER)
    page.until(lambda: page.all("#legend button"))
    assert page.run("return document.activeElement.id") == "passage"
    legend = len(page.all("#legend button"))
    back = [Keys.SHIFT + Keys.TAB] * (legend + 2)
    reached = []
    for keys in (Keys.TAB, Keys.TAB, *back):
        page.type(keys)
        reached.append(page.run("return document.activeElement.id || document.activeElement.className"))
        assert page.run("return getComputedStyle(document.activeElement).outlineStyle") != "none", reached
    assert reached[:4] == ["question", "go", "question", "edit"]
    assert set(reached[4:]) <= {"people", "places", "organisations", "other"}


def test_what_the_server_says_is_shown(page: Browser) -> None:
    page.run("document.getElementById('text').value = 'a'.repeat(40001)")
    page.find("#read").click()
    page.until(lambda: page.texts("#names .error"))
    assert page.texts("#names .error") == ["The field 'text' is too long: at most 40,000 characters are read."]


def test_a_server_that_is_gone_is_said_so(page: Browser, site: Site) -> None:
    read(page, TEXT)
    site.stop_server()
    ask(page, "Who met?")
    assert page.texts("#answers .error") == ["The server is busy or starting. Try again in a few seconds."]
    site.start_server()
    site.wait_until_ready()
    ask(page, "Who met Charles Babbage?")
    assert len(page.texts("#answers .said")) == 1


def test_a_phone_needs_no_scrolling_sideways(page: Browser) -> None:
    page.resize(360, 740)
    assert page.run(_TOO_WIDE) is False
    page.screenshot("hosting-phone-empty")
    read(page, "x" * 300 + " " + TEXT)
    assert page.run(_TOO_WIDE) is False
    page.screenshot("hosting-phone")


def test_follows_the_colours_of_the_system(page: Browser) -> None:
    page.find("[data-sample='2']").click()
    page.until(lambda: page.all(".shares dd") and page.all("#legend button"))
    brightness = "return getComputedStyle(document.body).backgroundColor"
    light = page.run(brightness)
    page.prefer("dark")
    assert (light, page.run(brightness)) == ("rgb(244, 242, 236)", "rgb(22, 24, 29)")
    page.screenshot("hosting-dark")


def test_what_it_looks_like(page: Browser) -> None:
    page.screenshot("hosting-empty")
    page.find("[data-sample='0']").click()
    page.until(lambda: page.all(".shares dd") and page.all("#legend button"))
    ask(page, "Who built the first ship?")
    ask(page, "How much money does the bank lend?")
    page.resize(1280, 860)
    page.screenshot("hosting-page")
    assert page.complaints() == []
