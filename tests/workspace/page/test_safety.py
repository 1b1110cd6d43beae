"""What people and the bot say is text, whatever it looks like."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.browser import Browser
from workspace.state import Workspace

pytestmark = pytest.mark.browser

ATTACK = "<img src=x onerror=alert(1)><script>alert(1)</script>\"'`${alert(1)}"
BAD_LINK = "javascript:alert(1)"


def text(said: str) -> dict[str, Any]:
    return {"type": "text", "text": said}


def hostile_blocks() -> list[dict[str, Any]]:
    inline = [
        text(ATTACK),
        {"type": "link", "url": BAD_LINK, "text": ATTACK},
        {"type": "emoji", "name": ATTACK, "unicode": "ffffff"},
        {"type": "user", "user_id": ATTACK},
        {"type": "date", "timestamp": 0, "format": f"{{{ATTACK}}}", "fallback": ATTACK, "url": BAD_LINK},
    ]
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": inline}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [text(ATTACK)]}]},
        {"type": "header", "text": {"type": "plain_text", "text": ATTACK}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"{ATTACK} <{BAD_LINK}|here> *{ATTACK}* ```{ATTACK}```"},
        },
        {"type": "context", "elements": [{"type": "image", "image_url": "https://example.org/x", "alt_text": ATTACK}]},
    ]


def test_nothing_that_is_said_runs(page: Browser, workspace: Workspace, client: WebClient) -> None:
    workspace.post_message("#reading", ATTACK)
    workspace.upload_snippet("#reading", ATTACK, title=ATTACK, comment=ATTACK)
    client.chat_postMessage(channel="reading", text=ATTACK)
    client.chat_postMessage(channel="reading", text="x", blocks=hostile_blocks())
    page.until(lambda: len(page.all("#channel .message")) == 4)
    assert page.texts(".message .section")[0] == ATTACK
    inside = "#channel .messages "
    assert page.all(f"{inside}script, {inside}img[src=x], {inside}[onerror], {inside}a[href^=javascript]") == []
    assert page.complaints() == []


def test_a_link_opens_elsewhere_and_tells_nothing(page: Browser, workspace: Workspace) -> None:
    workspace.post_message("#reading", "see https://example.org/?a=1&b=2")
    link = page.find(".message a")
    assert link.get_attribute("href") == "https://example.org/?a=1&b=2"
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer nofollow")


def test_blocks_are_shown_as_what_they_are(page: Browser, client: WebClient, workspace: Workspace) -> None:
    section = [
        {**text("bold"), "style": {"bold": True}},
        {**text("both"), "style": {"italic": True, "code": True}},
        {"type": "user", "user_id": workspace.you.id},
        {"type": "emoji", "name": "book"},
        {"type": "emoji", "name": "x", "unicode": "1f600"},
    ]
    item = {"type": "rich_text_section", "elements": [text("item")]}
    elements = [
        {"type": "rich_text_section", "elements": section},
        {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [item]},
        {"type": "rich_text_quote", "elements": [text("quoted")]},
    ]
    client.chat_postMessage(channel="reading", text="x", blocks=[{"type": "rich_text", "elements": elements}])
    page.find(".message .rich-text")
    assert page.texts(".rich-text strong") == ["bold"]
    assert page.texts(".rich-text em code") == ["both"]
    assert page.texts(".rich-text .mention.mine") == ["@You"]
    assert page.texts(".rich-text .emoji") == ["📖", "😀"]
    assert page.find(".rich-text ol").get_attribute("start") == "3"
    assert page.texts(".rich-text blockquote") == ["quoted"]


def test_plain_texts_of_the_bot_may_hold_markup(page: Browser, client: WebClient) -> None:
    client.chat_postMessage(channel="reading", text="*Bold* snake_case_name 2*3*4 `<code>`\n&gt; quoted &amp; more")
    page.find(".message .rich-text")
    assert (page.texts(".rich-text strong"), page.texts(".rich-text em")) == (["Bold"], [])
    assert page.texts(".rich-text blockquote") == ["quoted & more"]
