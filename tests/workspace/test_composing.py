import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workspace.house import MANIFEST
from workspace.app_manifest import load_manifest
from workspace.composing import Composer
from workspace.directory import Directory, Identity
from workspace.rich_text import check_rich_text

DIRECTORY = Directory(Identity(), load_manifest(MANIFEST))
COMPOSER = Composer(DIRECTORY)
BOT, READING = DIRECTORY.bot.id, next(iter(DIRECTORY.channels))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("@echo read", f"<@{BOT}> read"),
        ("hey @Echo, read", f"hey <@{BOT}>, read"),
        ("ask @echo.", f"ask <@{BOT}>."),
        ("@echoes and me@echo", "@echoes and me@echo"),
        ("@nobody", "@nobody"),
        ("see #reading", f"see <#{READING}|>"),
        ("see #nowhere or #Echo", "see #nowhere or #Echo"),
        ("(https://example.org/a?b=1&c=2).", "(<https://example.org/a?b=1&amp;c=2>)."),
        ("<@U123>", "&lt;@U123&gt;"),
        ("", ""),
    ],
)
def test_writes_as_slack_writes(typed: str, text: str) -> None:
    assert COMPOSER.text(typed) == text


def test_the_blocks_say_the_same() -> None:
    [block] = COMPOSER.blocks("@echo see https://example.org & #reading", "b")
    assert block["elements"][0]["elements"] == [
        {"type": "user", "user_id": BOT},
        {"type": "text", "text": " see "},
        {"type": "link", "url": "https://example.org"},
        {"type": "text", "text": " & "},
        {"type": "channel", "channel_id": READING},
    ]


@given(st.text(alphabet=st.sampled_from("@#<>&|:/.aé🙂 \n") | st.characters(codec="utf-8")))
def test_nothing_typed_is_lost_or_becomes_markup(typed: str) -> None:
    text = COMPOSER.text(typed)
    assert html.unescape(re.sub(r"<(https?://[^>]*)>", r"\1", text)) == html.unescape(html.escape(typed, quote=False))
    assert not re.search(r"&(?!lt;|gt;|amp;)", text)
    for block in COMPOSER.blocks(typed, "b"):
        check_rich_text(block)
