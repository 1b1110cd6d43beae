"""The Home tab as `make run` shows it, with the real bot behind it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from bot.preferences import DEFAULTS, InMemoryPreferences, Person, Preferences
from inference.contract import NameKind
from tests.bot.stage import Stage, open_stage
from tests.browser import Browser

pytestmark = pytest.mark.browser

_TOO_WIDE = """
  const isWide = (each) => each.getBoundingClientRect().right > innerWidth + 1;
  const wide = [...document.querySelectorAll('#home *')].filter(isWide);
  return [document.documentElement.scrollWidth > innerWidth, wide.map((each) => each.className)];
"""
_UNNAMED = """
  return [...document.querySelectorAll('#home :is(select, [role=group], [role=radiogroup])')]
    .filter((each) => !document.getElementById(each.getAttribute('aria-labelledby'))?.textContent).length;
"""


@pytest.fixture
def chosen() -> InMemoryPreferences:
    return InMemoryPreferences()


@pytest.fixture
def stage(chosen: InMemoryPreferences) -> Iterator[Stage]:
    with open_stage(preferences=chosen) as opened:
        yield opened


@pytest.fixture
def home(browser: Browser, stage: Stage) -> Browser:
    """With your conversation with the bot open, and its Home tab in front."""
    browser.open(stage.app.client.base_url.removesuffix("/api/"))
    browser.until(lambda: browser.run("return document.activeElement.id") == "composer-text")
    assert not browser.find(".tabs").is_displayed()
    browser.click(f"[data-channel='{stage.workspace.direct_channel.id}']")
    browser.click("[role=tab]")
    browser.until(lambda: len(browser.all("#home button")) == 5)
    return browser


def preferences(stage: Stage, chosen: InMemoryPreferences) -> Preferences:
    return chosen.get(Person(stage.workspace.team_id, stage.workspace.you.id))


def test_it_is_shown(home: Browser) -> None:
    assert "Your texts." in home.find("#home").text
    assert home.texts("[role=tab][aria-selected=true]") == ["Home"]
    assert not home.find("#composer-text").is_displayed()
    assert home.run(_UNNAMED) == 0
    home.screenshot("workspace-home")
    home.resize(360, 740)
    home.until(lambda: not home.find("#sidebar").is_displayed())
    assert home.run(_TOO_WIDE) == [False, []]
    home.screenshot("workspace-home-phone")
    home.resize(1280, 800)
    home.prefer("dark")
    home.screenshot("workspace-home-dark")
    assert home.complaints() == []


@contextmanager
def redrawn(home: Browser) -> Iterator[None]:
    """Waits until the app's answer has drawn the tab anew: a click while that happens may meet nothing."""
    home.run("document.querySelector('.home-content').firstElementChild.id = 'before'")
    yield
    home.until(lambda: not home.run("return document.querySelector('#before')"))


def test_choices_are_kept_and_stay_in_focus(home: Browser, stage: Stage, chosen: InMemoryPreferences) -> None:
    with redrawn(home):
        Select(home.find("#home select")).select_by_visible_text("Français")
        home.until(lambda: preferences(stage, chosen).wikipedia == "fr")
    with redrawn(home):
        home.click("#home input[value=other]")
        home.until(lambda: preferences(stage, chosen).hidden_kinds == {NameKind.OTHER})
    home.until(lambda: not home.find("#home input[value=other]").is_selected())
    assert home.run("return document.activeElement.value") == "other"
    with redrawn(home):
        home.click("#home input[value=everyone]")
    with redrawn(home):
        home.click("#home input[value=on]")
        home.until(lambda: not preferences(stage, chosen).follow_ups)
    home.until(lambda: home.run("return document.querySelector('#home select').value") == "fr")
    home.click("[data-action=forget_settings]")
    home.until(lambda: preferences(stage, chosen) == DEFAULTS)
    home.until(lambda: home.run("return document.querySelector('#home select').value") == "en")


def test_an_example_arrives_in_messages(home: Browser) -> None:
    home.click("[data-action=try_category]")
    home.until(lambda: "Messages (1 new)" in home.texts("[role=tab]"))
    home.find("[role=tab][aria-selected=true]").send_keys(Keys.ARROW_RIGHT)
    home.until(lambda: len(home.texts(".message")) == 1)
    (message,) = home.texts(".message")
    assert "You could write to me:" in message
    assert "business" in message
    assert home.find("#composer-text").is_displayed()


def test_a_bot_that_does_not_answer_is_told_of(home: Browser, stage: Stage) -> None:
    stage.workspace.manifest.settings.interactivity.is_enabled = False
    home.click("[data-action=try_names]")
    home.until(lambda: "We had some trouble connecting. Try again?" in home.texts("#home [role=alert]"))
