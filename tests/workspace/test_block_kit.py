from typing import Any

import pytest

from workspace.block_kit import MAX_TOTAL_TEXT, check_blocks
from workspace.errors import SlackError


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": plain(text), **more}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def part(kind: str, *inside: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(inside), **more}


def said(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}


GOOD: list[list[Any]] = [
    [section("x" * 3000)],
    [{"type": "section", "fields": [plain("x" * 2000)] * 5}],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [plain("x")] * 10}],
    [{"type": "divider"}] * 50,
    [section("x", block_id="a"), section("y", block_id="b")],
    [rich(part("section", said("bold", bold=True), {"type": "link", "url": "https://example.org", "text": "x"}))],
    [rich(part("list", part("section", said("x")), style="bullet", indent=1), part("quote", said("x")))],
    [rich(part("preformatted", said("x")), part("section", {"type": "emoji", "name": "book"}))],
    [{"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "a", **{
        f"{name}_button": {"text": plain(name), "value": name} for name in ("positive", "negative")}}]}],
]  # fmt: skip

BAD: list[list[Any]] = [
    ["text"],
    [{}],
    [{"type": "marquee"}],
    [{"type": "input", "label": plain("x"), "element": {"type": "plain_text_input", "action_id": "a"}}],
    [section("x" * 3001)],
    [section("")],
    [section("x", colour="red")],
    [{"type": "section"}],
    [{"type": "section", "fields": [plain("x")] * 11}],
    [{"type": "header", "text": plain("x" * 151)}],
    [{"type": "context", "elements": [plain("x")] * 11}],
    [{"type": "context", "elements": [{"type": "marquee", "text": "x"}]}],
    [{"type": "divider"}] * 51,
    [section("x", block_id="a"), section("y", block_id="a")],
    [section("x", block_id="a" * 256)],
    [rich(part("section", said("")))],
    [rich(part("section", {"type": "link", "url": ""}))],
    [rich(part("section", {"type": "marquee", "text": "x"}))],
    [rich(part("section", said("x", loud=True)))],
    [rich(part("table", said("x")))],
    [rich(part("list", said("x"), style="bullet"))],
    [rich(part("list", part("section", said("x")), style="round"))],
    [rich(part("preformatted", {"type": "user", "user_id": "U1"}))],
    [{"type": "rich_text"}],
]


@pytest.mark.parametrize("blocks", GOOD)
def test_takes_what_slack_takes(blocks: list[Any]) -> None:
    kept = check_blocks(blocks)
    assert len({block["block_id"] for block in kept}) == len(blocks)
    assert [{**block, "block_id": kept[index]["block_id"]} for index, block in enumerate(blocks)] == kept


@pytest.mark.parametrize("blocks", BAD)
def test_refuses_what_slack_refuses(blocks: list[Any]) -> None:
    with pytest.raises(SlackError) as caught:
        check_blocks(blocks)
    assert caught.value.code == "invalid_blocks"
    assert caught.value.details["errors"]


def test_says_where_the_fault_is() -> None:
    with pytest.raises(SlackError) as caught:
        check_blocks([section("fine"), rich(part("section", said("fine"), said("")))])
    assert "/blocks/1/elements/0" in caught.value.details["errors"][0]


def test_counts_the_text_of_all_blocks_together() -> None:
    half = MAX_TOTAL_TEXT // 2
    long = [
        rich(part("section", said("x" * half))),
        rich(part("list", part("section", said("x" * half)), style="ordered")),
    ]
    assert check_blocks(long)
    with pytest.raises(SlackError) as caught:
        check_blocks([*long, rich(part("section", said("x")))])
    assert caught.value.code == "msg_blocks_too_long"
