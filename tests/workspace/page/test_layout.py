from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.keys import Keys
from slack_sdk import WebClient

from tests.browser import Browser
from tests.workspace.house import MANIFEST
from workspace.server import WorkspaceServer
from workspace.state import Workspace

pytestmark = pytest.mark.browser

_TOO_WIDE = """
  const wide = [...document.querySelectorAll('#channel *, #thread *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.sample-buttons'));
  return [document.documentElement.scrollWidth > innerWidth, wide.map((each) => each.className)];
"""


def fill(workspace: Workspace) -> str:
    ts = workspace.post_message("#reading", "A" * 400 + " " + "long words and a thread " * 60)
    workspace.post_message("#reading", "@echo " + "b" * 300, thread_ts=ts)
    workspace.upload_snippet("#reading", "c" * 500)
    workspace.wait_until(lambda: len(workspace.messages("#reading", ts)) == 3)
    return ts


def test_a_phone_shows_everything_without_scrolling_sideways(page: Browser, workspace: Workspace) -> None:
    page.resize(360, 740)
    assert page.run(_TOO_WIDE) == [False, []]
    page.screenshot("workspace-phone-empty")
    fill(workspace)
    page.until(lambda: page.texts(".reply-count") == ["2 replies"])
    assert page.run(_TOO_WIDE) == [False, []]
    page.run("arguments[0].click()", page.find(".thread-summary"))
    page.until(lambda: len(page.all("#thread .message")) == 3)
    assert page.run(_TOO_WIDE) == [False, []]
    assert page.run("return document.getElementById('channel').inert")
    page.screenshot("workspace-phone-thread")


def test_on_a_phone_the_channels_are_behind_a_button(page: Browser) -> None:
    page.resize(360, 740)
    page.until(lambda: not page.find("#sidebar").is_displayed())
    page.find(".menu").click()
    page.until(lambda: page.find("#sidebar .entry").is_displayed())
    page.type(Keys.ESCAPE)
    page.until(lambda: not page.find("#sidebar").is_displayed())
    page.find(".menu").click()
    page.until(page.all(".entry")[1].is_displayed)
    page.run("arguments[0].click()", page.all(".entry")[1])
    page.until(lambda: page.find("h1").text == "# lounge")
    page.until(lambda: not page.find("#sidebar").is_displayed())


def test_follows_the_colours_of_the_system(page: Browser, workspace: Workspace) -> None:
    fill(workspace)
    brightness = "return getComputedStyle(document.body).backgroundColor"
    light = page.run(brightness)
    page.prefer("dark")
    assert (light, page.run(brightness)) == ("rgb(255, 255, 255)", "rgb(26, 29, 35)")
    page.screenshot("workspace-dark")


def test_everything_is_reached_by_tab_and_shows_it(page: Browser) -> None:
    page.run("document.querySelector('.skip').focus()")
    reached: list[str] = []
    for _ in range(9):
        page.type(Keys.TAB)
        reached.append(page.run("return document.activeElement.classList[0] ?? document.activeElement.id"))
        outline = page.run(
            "const it = document.activeElement.closest('.box') ?? document.activeElement;"
            "const style = getComputedStyle(it); return style.outlineStyle + style.boxShadow"
        )
        assert outline != "nonenone", reached
    assert reached == ["entry"] * 3 + ["card"] * 3 + ["composer-text"] + ["sample-button"] * 2


def test_a_new_run_of_the_workspace_replaces_the_old_one(browser: Browser) -> None:
    first = WorkspaceServer(MANIFEST)
    first.start()
    first.workspace.post_message("#reading", "of the first run")
    browser.open(first.url)
    browser.until(lambda: browser.texts(".message .rich-text") == ["of the first run"])
    port = urlsplit(first.url).port or 0
    first.stop()
    browser.until(lambda: browser.find("#offline").is_displayed())
    second = WorkspaceServer(MANIFEST, port=port)
    second.start()
    second.workspace.post_message("#reading", "of the second run")
    browser.until(lambda: browser.texts(".message .rich-text") == ["of the second run"])
    browser.until(lambda: not browser.find("#offline").is_displayed())
    second.stop()


def test_a_hidden_tab_gives_its_connection_back_and_catches_up(page: Browser, workspace: Workspace) -> None:
    hide = """
      Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    """
    page.run(hide, True)
    workspace.post_message("#reading", "while nobody looked")
    workspace.post_message("#reading", "and again")
    page.run(hide, False)
    page.until(lambda: page.texts(".message .rich-text") == ["while nobody looked", "and again"])


def test_a_long_reply_is_read_from_its_beginning(page: Browser, workspace: Workspace, client: WebClient) -> None:
    from_header = """
      const message = document.querySelector('.message:last-child').getBoundingClientRect();
      return Math.abs(message.top - document.querySelector('.pane-header').getBoundingClientRect().bottom);
    """
    for number in range(1, 4):
        client.chat_postMessage(channel="reading", text=f"{number}\n" * 60)
        page.until(lambda expected=number: len(page.all(".message")) == expected)  # type: ignore[misc]
        page.until(lambda: page.run(from_header) < 2)
    assert not page.find(".newer").is_displayed()
    page.run("document.querySelector('.scroller').scrollTop = 0")
    client.chat_postMessage(channel="reading", text="unseen")
    page.until(lambda: page.find(".newer").is_displayed())
    page.find(".newer").click()
    page.until(lambda: not page.find(".newer").is_displayed())
