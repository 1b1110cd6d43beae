from typing import Any

import pytest

from bot.passages.blocks import blocks_text


def rich(*elements: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, "style": style}


ITEM = {"type": "rich_text_section", "elements": [text("Ada")]}


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (rich(text("A & <b> ", bold=True), text("*not bold*")), "A &amp; &lt;b&gt; *not bold*"),
        (rich({"type": "user", "user_id": "U1"}, {"type": "channel", "channel_id": "C1"}), "<@U1><#C1>"),
        (
            rich({"type": "usergroup", "usergroup_id": "S1"}, {"type": "broadcast", "range": "here"}),
            "<!subteam^S1><!here>",
        ),
        (rich({"type": "link", "url": "https://a.example", "text": "Ada"}), "<https://a.example|Ada>"),
        (rich({"type": "link", "url": "https://a.example/<b>"}), "https://a.example/&lt;b&gt;"),
        (rich({"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd"}, {"type": "emoji", "name": "own"}), "👋🏽"),
        (rich({"type": "date", "timestamp": 1, "fallback": "May 1"}, {"type": "hologram"}), "May 1"),
        (rich(ITEM, ITEM, kind="rich_text_list"), "Ada\nAda"),
        (rich(text("quoted"), kind="rich_text_quote"), "quoted"),
        (rich(text("a = *b*"), kind="rich_text_preformatted"), "a = *b*"),
        ({"type": "header", "text": {"type": "plain_text", "text": "News *now*"}}, "News *now*"),
        (
            {"type": "section", "text": {"type": "mrkdwn", "text": "*Ada* &amp; Bo"}, "fields": [{"text": "x"}]},
            "Ada &amp; Bo\n\nx",
        ),
        ({"type": "context", "elements": [{"type": "image"}, {"type": "mrkdwn", "text": "_by_ Ada"}]}, "by Ada"),
        ({"type": "markdown", "text": "Ada met **Bo**"}, "Ada met **Bo**"),
        ({"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Go"}}]}, ""),
        ({"type": "image", "alt_text": "a cat", "title": {"type": "plain_text", "text": "Cat"}}, ""),
        (
            {"type": "card", "title": {"type": "mrkdwn", "text": "Ada"}, "body": {"type": "mrkdwn", "text": "met"}},
            "Ada\n\nmet",
        ),
        ({"type": "container", "child_blocks": [], "blocks": [{"type": "header", "text": {"text": "In"}}]}, "In"),
        ({"type": "section", "text": None}, ""),
        ({"type": "table", "rows": "none"}, ""),
        ({}, ""),
    ],
)
def test_what_a_block_says(block: dict[str, Any], words: str) -> None:
    assert blocks_text([block]) == words


@pytest.mark.parametrize("kind", ["table", "data_table"])
def test_tables_as_rows(kind: str) -> None:
    rows = [
        [{"type": "raw_text", "text": "Ada"}, {"type": "raw_number", "value": 12}],
        [rich(text("Bo\nCy")), "odd"],
        "odd",
    ]
    assert blocks_text([{"type": kind, "rows": rows}]) == "Ada | 12\nBo Cy |"


def test_blocks_are_paragraphs() -> None:
    assert blocks_text([rich(text("one")), {"type": "divider"}, rich(text("two"))]) == "one\n\ntwo"


@pytest.mark.parametrize("key", ["blocks", "elements", "title"])
def test_blocks_within_blocks_end_somewhere(key: str) -> None:
    block: dict[str, Any] = {"type": "unknown", "text": "Ada"}
    for _ in range(900):
        block = {"type": "unknown", key: [block] if key != "title" else block}
    assert blocks_text([block]) == ""
