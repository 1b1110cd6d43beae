"""Names in a reply on the local workspace's page: marked by kind, with a card, from mention to mention."""

import re
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import pages
from bot.replies.name_list import KINDS
from inference.contract import Entity, Name, NameKind, NounsReply, Place, Span, Task
from tests.bot.stage import CHANNEL, Stage
from tests.browser import Browser

STORY = (
    "European Central Bank President Christine Lagarde spoke in Busan. <b>Lagarde</b> met Ada & Co there. On Monday "
    "Lagarde left Busan."
)
MARK = "#thread mark[data-name]"


def of_story() -> NounsReply:
    """As a reader finds them: Monday is marked, and no name."""
    found = [
        ("Christine Lagarde", NameKind.PEOPLE, r"Christine Lagarde|Lagarde"),
        ("Busan", NameKind.PLACES, "Busan"),
        ("Ada & Co", NameKind.ORGANISATIONS, "Ada & Co"),
    ]
    names = [Name(name, kind, [Span(*each.span()) for each in re.finditer(form, STORY)]) for name, kind, form in found]
    busan = Place("city in South Korea", "부산", {})
    names[0] = Name(names[0].name, names[0].kind, names[0].mentions, about=Span(0, 31))
    names[1] = Name("Busan", NameKind.PLACES, names[1].mentions, place=busan)
    spans = [span for name in names for span in name.mentions] + [
        Span(*each.span()) for each in re.finditer("Monday", STORY)
    ]
    entities = [Entity(STORY[span.start : span.end], "X", span.start, span.end) for span in spans]
    return NounsReply(entities=sorted(entities, key=lambda each: each.start), model="m", names=names)


@pytest.fixture
def page(browser: Browser, stage: Stage) -> Browser:
    """With the reply about the story in the thread pane."""
    stage.inference.given[Task.NOUNS] = of_story()
    browser.open(stage.app.client.base_url.removesuffix("/api/"))
    browser.until(lambda: browser.run("return document.activeElement.id") == "composer-text")
    stage.mention(f"@lectern nouns {STORY}", CHANNEL)
    browser.click(".thread-summary")
    browser.until(lambda: browser.all(MARK))
    return browser


def focused(page: Browser) -> str:
    return str(page.run("return document.activeElement.textContent"))


def card(page: Browser) -> str:
    shown = page.find("#name-card")
    return shown.text if shown.is_displayed() else ""


def test_the_page_knows_the_kinds_by_the_titles_that_replies_give_them() -> None:
    source = (Path(pages.__file__).parent / "static" / "kinds.js").read_text(encoding="utf-8")
    known = dict(re.findall(r'^  (\w+): "([^"]+)",$', source, re.MULTILINE))
    assert known == {str(kind): title for kind, title in KINDS.items()}


@pytest.mark.browser
def test_names_are_marked_by_kind_and_nothing_is_markup(page: Browser) -> None:
    marks = [(mark.text, str(mark.get_attribute("class"))) for mark in page.all(MARK)]
    lagarde, busan = "name people", "name places"
    assert marks == [
        ("Christine Lagarde", lagarde),
        ("Busan", busan),
        ("Lagarde", lagarde),
        ("Ada & Co", "name organisations"),
        ("Lagarde", lagarde),
        ("Busan", busan),
    ]
    assert "Monday" in page.texts("#thread strong")
    assert [str(each.get_attribute("class")) for each in page.all("#thread strong.kind")] == [
        "kind people",
        "kind places",
        "kind organisations",
    ]
    assert "<b>Lagarde</b> met" in page.find("#thread").text
    assert page.complaints() == []


@pytest.mark.browser
def test_a_card_shows_while_one_points_at_a_name(page: Browser) -> None:
    ActionChains(page.driver).move_to_element(page.all(MARK)[2]).perform()
    page.until(lambda: card(page))
    assert card(page) == (
        "Christine Lagarde\nPeople, 3 mentions\nEuropean Central Bank President\nAlso Lagarde\nWikipedia"
    )
    assert str(page.find("#name-card a").get_attribute("href")).endswith("?search=Christine%20Lagarde")
    page.screenshot("workspace-name-card")
    ActionChains(page.driver).move_to_element(page.find("#thread textarea, #thread [contenteditable]")).perform()
    page.until(lambda: not card(page))


@pytest.mark.browser
def test_from_the_keyboard_one_goes_from_name_to_name_and_from_mention_to_mention(page: Browser) -> None:
    first = page.all(MARK)[0]
    page.run("arguments[0].focus()", first)
    page.until(lambda: card(page).startswith("Christine Lagarde"))
    assert first.get_attribute("role") == "button"
    assert first.get_attribute("aria-description") == "People, 3 mentions. European Central Bank President"
    page.type(Keys.TAB)
    assert focused(page) == "Busan"
    assert "city in South Korea (부산)" in card(page)
    page.type(Keys.ENTER)
    assert page.run("return document.activeElement === [...document.querySelectorAll(arguments[0])].at(-1)", MARK)
    assert page.run("return document.getElementById('announcer').textContent") == "Busan: mention 2 of 2"
    page.type(" ")
    assert page.run("return document.activeElement === document.querySelectorAll(arguments[0])[1]", MARK)
    page.type(Keys.TAB)
    assert focused(page) == "Ada & Co"


@pytest.mark.browser
def test_a_click_goes_to_the_next_mention_and_round(page: Browser) -> None:
    walked = []
    for _ in range(3):
        mark = page.run("return document.activeElement.closest('mark') ?? document.querySelector(arguments[0])", MARK)
        mark.click()
        walked.append(
            page.run("return [...document.querySelectorAll(arguments[0])].indexOf(document.activeElement)", MARK)
        )
    assert walked == [2, 4, 0]


@pytest.mark.browser
def test_escape_closes_the_card_and_then_the_thread(page: Browser) -> None:
    page.run("arguments[0].focus()", page.all(MARK)[0])
    page.until(lambda: card(page))
    page.type(Keys.ESCAPE)
    assert not card(page)
    assert page.find("#thread").is_displayed()
    page.type(Keys.ESCAPE)
    page.until(lambda: not page.find("#thread").is_displayed())


@pytest.mark.browser
def test_a_text_that_is_continued_in_another_message_is_marked_too(browser: Browser, stage: Stage) -> None:
    words = " and ".join(f"Name{number} went on and on" for number in range(450))
    browser.open(stage.app.client.base_url.removesuffix("/api/"))
    assert len(stage.mention(f"@lectern nouns {words}")) > 1
    browser.click(".thread-summary")
    browser.until(lambda: browser.all(f"#thread .message:last-child {MARK.removeprefix('#thread ')}"))
    assert (
        browser.run("return new Set([...document.querySelectorAll(arguments[0])].map((e) => e.textContent)).size", MARK)
        == 450
    )


@pytest.mark.browser
def test_an_export_is_downloaded_from_the_thread(page: Browser, stage: Stage) -> None:
    button = page.find("#thread [data-action=lectern_export_csv]")
    button.click()
    link = page.find("#thread .snippet a.download")
    assert link.get_attribute("aria-label").startswith("Download names-")  # type: ignore[union-attr]
    content = page.run(
        "const answer = await fetch(arguments[0]); "
        "return [answer.headers.get('Content-Disposition'), await answer.text()]",
        link.get_attribute("href"),
    )
    assert content[0].startswith("attachment; filename=names-")
    assert "\nChristine Lagarde,people,European Central Bank President," in content[1].replace("\r", "")
    page.screenshot("workspace-export")
    assert page.complaints() == []
