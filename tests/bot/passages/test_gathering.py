from typing import Any

import pytest

from bot.passages.errors import CannotReadError
from bot.passages.files import NOT_A_TEXT
from bot.passages.gathering import Conversation
from bot.passages.grammar import EVERYTHING
from bot.slack_client import create_web_client
from bot.slack_messages import SlackMessage
from inference.contract import Task

HERE = Conversation(create_web_client("xoxb-1", "http://127.0.0.1:9/api/"), "UB", is_direct=False)


def message(text: str, **fields: Any) -> SlackMessage:
    return SlackMessage.model_validate({"text": text, "ts": "1.1", "channel": "C1", "user": "U1", **fields})


QUOTE = {"is_share": True, "is_msg_unfurl": True, "text": "Ada &amp; <@U2|bo> met."}
PREVIEW = {"from_url": "https://example.org", "text": "A preview nobody wrote."}
PICTURE = {"mode": "hosted", "mimetype": "image/png", "url_private": "https://files.slack.com/p.png"}


def gathered(said: SlackMessage) -> str:
    return HERE.gather(said, HERE.wish(said)).text


def test_a_quoted_message_is_the_passage() -> None:
    assert gathered(message("<@UB> nouns", attachments=[QUOTE])) == "Ada & @bo met."


def test_a_quote_alone_is_read_for_names_and_category() -> None:
    said = message("<@UB>", attachments=[QUOTE])
    assert HERE.wish(said).tasks == EVERYTHING
    assert gathered(said) == "Ada & @bo met."


def test_own_words_come_before_the_quote() -> None:
    assert gathered(message("<@UB> nouns Grace too.", attachments=[QUOTE])) == "Grace too.\n\nAda & @bo met."


def test_previews_of_links_are_no_passage() -> None:
    said = message("<@UB> nouns Grace.", attachments=[PREVIEW])
    assert gathered(said) == "Grace."


@pytest.mark.parametrize("text", ["<@UB> nouns", "<@UB>"])
def test_a_picture_cannot_be_read(text: str) -> None:
    with pytest.raises(CannotReadError) as refusal:
        gathered(message(text, files=[PICTURE]))
    assert refusal.value.message == NOT_A_TEXT


def test_a_picture_beside_a_text_does_not_matter() -> None:
    said = message("<@UB> category Grace.", files=[PICTURE])
    assert HERE.wish(said).tasks == (Task.CATEGORY,)
    assert gathered(said) == "Grace."
