from typing import Any

import pytest

from bot.passages.contents import contents
from bot.slack_messages import SlackMessage

RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Ada"}]}]}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Bo* met Cy."}}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "Dora"}]]}


def message(**fields: Any) -> SlackMessage:
    return SlackMessage.model_validate({"user": "U1", "ts": "1.1", "channel": "C1", **fields})


@pytest.mark.parametrize(
    ("fields", "words", "enclosed"),
    [
        ({"text": "*Ada*"}, "Ada", []),
        ({"text": "ignored for its blocks", "blocks": [RICH]}, "Ada", []),
        ({"text": "Ada", "blocks": [RICH, TABLE]}, "Ada", ["Dora"]),
        ({"text": "<@UB> nouns", "blocks": [TABLE]}, "<@UB> nouns", ["Dora"]),
        ({"text": "Bo met Cy.", "blocks": [SECTION]}, "Bo met Cy.", []),
        ({"text": "Bo met", "blocks": [SECTION]}, "Bo met Cy.", []),
        ({"text": "New message", "blocks": [SECTION], "bot_id": "B1"}, "Bo met Cy.", []),
        ({"text": "<@UB> nouns", "blocks": [SECTION], "bot_id": "B1"}, "<@UB> nouns", ["Bo met Cy."]),
        ({"text": "", "attachments": [{"text": "Eve", "fallback": "x"}]}, "", ["Eve"]),
        (
            {"attachments": [{"pretext": "p", "title": "t", "text": "*x*", "fields": [{"title": "a", "value": "b"}]}]},
            "",
            ["p\n\nt\n\nx\n\na: b"],
        ),
        ({"attachments": [{"fallback": "Only this"}]}, "", ["Only this"]),
        ({"attachments": [{"fallback": "[no preview available]"}]}, "", []),
        ({"attachments": [{"is_share": True, "attachments": [{"text": "Eve"}], "fallback": "Eve"}]}, "", ["Eve"]),
        ({"attachments": [{"is_share": True, "text": "Eve", "author_name": "Bo", "title": "no part"}]}, "", ["Eve"]),
        ({"attachments": "none", "files": [None, "x"], "blocks": {"a": 1}, "text": None}, "", []),
    ],
)
def test_words_and_what_is_enclosed(fields: dict[str, Any], words: str, enclosed: list[str]) -> None:
    found = contents(message(**fields))
    assert (found.words, found.enclosed, found.previews) == (words, enclosed, [])


def test_previews_of_links_are_told_apart() -> None:
    found = contents(message(attachments=[{"from_url": "https://n.example", "title": "Oil", "text": "Rose."}]))
    assert (found.enclosed, found.previews) == ([], ["Oil\n\nRose."])


def test_files_of_forwards_count_too() -> None:
    forward = {"is_share": True, "files": [{"id": "F2"}], "attachments": [{"files": [{"id": "F3"}]}]}
    found = contents(message(files=[{"id": "F1"}], attachments=[forward]))
    assert [file.id for file in found.files] == ["F1", "F2", "F3"]


def test_attachments_within_attachments_end_somewhere() -> None:
    attachment: dict[str, Any] = {"text": "Ada"}
    for _ in range(100):
        attachment = {"attachments": [attachment]}
    assert contents(message(attachments=[attachment])).enclosed == []
