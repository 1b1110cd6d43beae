import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser import Browser
from workspace.state import Workspace

pytestmark = pytest.mark.browser


def focused(page: Browser) -> str:
    return str(page.run("const it = document.activeElement; return it.id || it.className || it.tagName"))


def test_a_thread_opens_answers_and_closes_by_keyboard(page: Browser) -> None:
    page.type("A text to talk about", Keys.ENTER)
    button = page.find(".message-actions button")
    page.run("arguments[0].focus()", button)
    page.type(Keys.ENTER)
    page.until(lambda: focused(page) == "reply-text")
    page.type("@echo what is it?", Keys.ENTER)
    page.until(lambda: page.texts("#thread .message .rich-text")[1:] == ["@Echo what is it?"] * 2)
    assert page.find("#thread .count").text == "2 replies"
    page.until(lambda: page.find("#channel .reply-count").text == "2 replies")
    page.screenshot("workspace-thread")
    page.type(Keys.ESCAPE)
    page.until(lambda: not page.find("#thread").is_displayed())
    assert focused(page) == "thread-summary"
    page.type(Keys.ENTER)
    page.until(lambda: page.find("#thread").is_displayed())


def test_there_are_no_commands_in_a_thread(page: Browser) -> None:
    page.type("A text", Keys.ENTER)
    page.run("arguments[0].click()", page.find(".message-actions button"))
    page.until(lambda: focused(page) == "reply-text")
    page.type("/")
    assert not page.find("#thread .suggestions").is_displayed()
    page.type("echo hello", Keys.ENTER)
    page.until(lambda: page.texts("#thread .ephemeral .rich-text") == ["/echo is not supported in threads. Sorry!"])


def test_what_happens_elsewhere_keeps_the_focus(page: Browser, workspace: Workspace) -> None:
    ts = workspace.post_message("#reading", "root")
    workspace.post_message("#reading", "answer", thread_ts=ts)
    page.run("arguments[0].focus()", page.find(".thread-summary"))
    workspace.post_message("#reading", "another")
    page.until(lambda: len(page.all("#channel .message")) == 2)
    assert focused(page) == "thread-summary"


def test_messages_elsewhere_are_counted_until_they_are_seen(page: Browser, workspace: Workspace) -> None:
    direct = workspace.direct_channel
    workspace.post_message(direct.id, "hello")
    page.until(lambda: page.texts(".badge") == ["1"])
    page.all(".entry")[2].click()
    page.until(lambda: page.texts(".message .rich-text") == ["hello", "hello"])
    assert page.all(".badge") == []


def test_what_the_bot_says_is_announced(page: Browser, workspace: Workspace) -> None:
    workspace.post_message(workspace.direct_channel.id, "spoken & heard")
    page.until(
        lambda: page.run("return document.getElementById('announcer').textContent") == "Echo in Echo: spoken & heard"
    )
