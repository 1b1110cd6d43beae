from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser import Browser
from tests.workspace.house import Echo
from workspace.server import WorkspaceServer
from workspace.state import Workspace

pytestmark = pytest.mark.browser


def typed(page: Browser) -> str:
    return str(page.run("return document.getElementById('composer-text').value"))


def test_a_command_is_suggested_completed_sent_and_answered(page: Browser, echo: Echo) -> None:
    echo.gate.clear()
    page.type("/")
    assert page.texts("#composer .suggestions [role=option] b, .suggestions [role=option] b") == [
        "/echo",
        "/escape",
        "/unheard",
    ]
    field = page.find("#composer-text")
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    page.type(Keys.ARROW_DOWN)
    chosen = page.find(f"#{field.get_attribute('aria-activedescendant')}")
    assert (chosen.get_attribute("aria-selected"), "/escape" in chosen.text) == ("true", True)
    page.type(Keys.ARROW_UP, Keys.TAB)
    assert typed(page) == "/echo "
    assert field.get_attribute("role") is None
    assert page.find("#composer-hint").text == "/echo TEXT: Say it again"
    page.type("Hello & goodbye", Keys.ENTER)
    page.until(lambda: page.find("#channel .reading").text == "Echo is reading…")
    echo.gate.set()
    page.until(lambda: page.texts(".message .rich-text") == ["Hello & goodbye"])
    assert page.find(".message .only-you").text == "Only visible to you"
    page.until(lambda: page.find("#channel .reading").text == "")
    assert typed(page) == ""
    page.screenshot("workspace-command")


def test_escape_puts_the_suggestions_away(page: Browser) -> None:
    page.type("/e", Keys.ESCAPE)
    assert not page.find(".suggestions").is_displayed()
    page.type("c")
    assert page.find(".suggestions").is_displayed()


def test_the_bot_is_suggested_in_the_middle_of_a_text(page: Browser) -> None:
    page.type("please @e", Keys.ENTER, "read this", Keys.ENTER)
    page.until(lambda: page.texts(".message .rich-text") == ["please @Echo read this"])
    assert page.texts(".message .mention") == ["@Echo"]


def test_enter_sends_and_shift_enter_begins_a_line(page: Browser) -> None:
    page.type("one", Keys.SHIFT, Keys.ENTER, Keys.NULL, "two", Keys.ENTER)
    page.until(lambda: page.texts(".message .rich-text") == ["one\ntwo"])


def test_a_command_that_fails_comes_back_with_the_reason(page: Browser) -> None:
    page.type("/unheard my long text", Keys.ENTER)
    page.until(lambda: page.texts(".message .rich-text") == ['/unheard failed with the error "dispatch_failed"'])
    page.until(lambda: typed(page) == "/unheard my long text")


def test_a_text_too_long_for_a_message_becomes_a_snippet(page: Browser, workspace: Workspace, echo: Echo) -> None:
    text = "@echo what is this?\\n" + "A long text. " * 1000
    page.run(f"const field = document.getElementById('composer-text'); field.value = '{text}';")
    page.type(" ")
    assert "text snippet" in page.find("#composer-hint").text
    page.type(Keys.ENTER)
    event = workspace.wait_until(lambda: echo.events("app_mention"))[0].event
    assert event["files"][0]["size"] == 12_999
    page.click(".snippet .more")
    page.until(lambda: len(page.find(".snippet pre").text) > 12_000)


def test_a_snippet_that_was_opened_stays_open_when_something_is_said_about_it(
    page: Browser, workspace: Workspace
) -> None:
    page.run("document.getElementById('composer-text').value = 'A long text. '.repeat(1000);")
    page.type(" ", Keys.ENTER)
    page.click(".snippet .more")
    page.until(lambda: len(page.find(".snippet pre").text) > 12_000)
    ts = page.find("#channel .message").get_attribute("data-ts")
    workspace.post_message("#reading", "Too long for me.", thread_ts=ts)
    page.until(lambda: page.texts(".reply-count") == ["1 reply"])
    assert len(page.find(".snippet pre").text) > 12_000
    assert page.all(".snippet .more") == []


def test_samples_are_one_click_away(page: Browser) -> None:
    page.find(".card").click()
    assert page.find("#samples h2").text == "Norwick Ferries to buy Halden Line"
    labels = page.texts(".sample-actions button span:first-child")
    assert labels[:2] == ["Show its names", "Name its category"]
    assert len([label for label in labels if label.startswith("Ask: ")]) == 2
    page.type(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER)
    page.until(lambda: typed(page).startswith("Shares in Norwick Ferries"))
    page.type(Keys.ENTER)
    page.until(lambda: page.texts(".message .more") == ["Show more"])


def test_what_was_begun_in_a_channel_stays_there(page: Browser, server: WorkspaceServer) -> None:
    page.type("half a sent")
    page.all(".entry")[1].click()
    page.until(lambda: page.find("h1").text == "# lounge")
    assert typed(page) == ""
    page.all(".entry")[0].click()
    page.until(lambda: typed(page) == "half a sent")


def test_a_file_is_attached_with_what_was_written_as_its_comment(
    page: Browser, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7")
    page.type("Have a look")
    page.run("document.querySelector('#composer input[type=file], .composer input[type=file]').hidden = false")
    page.find(".composer input[type=file]").send_keys(str(file))
    page.until(lambda: page.texts(".message .snippet figcaption") == ["report.pdf\nPDF\nDownload"])
    assert typed(page) == ""
    message = workspace.messages("#reading")[-1]
    assert (message["text"], message["files"][0]["mimetype"]) == ("Have a look", "application/pdf")
    assert page.find(".composer .attach").get_attribute("aria-label") == "Attach a file"
