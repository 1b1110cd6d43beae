"""What strangers can reach with words of their own, each as a function that fails where a promise is broken."""

import html
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.request import Request

from flask.testing import FlaskClient

from bot.app import create_app
from bot.modes.http import create_flask_app
from bot.passages.download import is_slacks
from bot.passages.errors import CannotReadError
from bot.passages.formatting import unformatted
from bot.passages.grammar import parse_command, parse_mention
from bot.passages.slack_text import around_mention, plain, tidy
from bot.passages.texts import Passage
from bot.readings import check_question, read
from bot.replies.message import Message, say
from inference.contract import REQUEST_TYPES, ErrorCode, InferenceError, Task, parse_request
from inference.readers import Reader, create_reader
from inference.respond import respond
from inference.store.embedded import EMBEDDED_MODELS
from tests.bot.fakes import SECRET, FakeInference, signed
from workspace.block_kit import check_blocks

API_URL = "http://127.0.0.1:9/api/"
INERT = {"text", "link"}
"""Elements of rich text that call nobody and show nothing but themselves."""
OUR_LINKS = "https://en.wikipedia.org/wiki/Special:Search?search="


def passages(data: bytes) -> None:
    """A message's words: read as a person sees them, with no way left to call anybody."""
    raw = data.decode("utf-8", "surrogateescape")
    before, after = around_mention(raw, "U0BOT")
    for seen in (plain(before), plain(after), plain(raw), plain(unformatted(raw))):
        seen.encode()
    parse_mention(plain(before), plain(after))
    _reply(Task.NOUNS, plain(after))


def commands(data: bytes) -> None:
    """The words of each command, from the form to the blocks of the reply."""
    text = plain(tidy(data.decode("utf-8", "replace")))
    for task in Task:
        _reply(task, text)


def contract(data: bytes) -> None:
    """What a reader is sent: a request or one clear refusal."""
    value: Any = data.decode("utf-8", "surrogateescape")
    with suppress(ValueError, RecursionError):
        value = json.loads(value)
    for request_type in REQUEST_TYPES.values():
        for payload in (value, {"text": value}, {"question": value, "context": value}):
            try:
                parse_request(request_type, payload)
            except InferenceError as error:
                if error.code is not ErrorCode.INVALID_REQUEST or not error.message:
                    raise


def files(data: bytes) -> None:
    """A file's address: the token goes to Slack or nowhere."""
    url = data.decode("latin-1")
    for each in (url, f"https://{url}", f"https://slack.com{url}", f"https://{url}slack.com/"):
        if is_slacks(each, API_URL):
            host = (Request(each).host or "").lower()  # noqa: S310 - nothing is opened
            assert host in {"slack.com", "127.0.0.1:9"} or host.endswith(".slack.com")


def doors(data: bytes) -> None:
    """The address for Slack's requests: no body makes it fail, and unsigned none gets in."""
    client = _client()
    for content_type in ("application/json", "application/x-www-form-urlencoded"):
        unsigned = client.post("/slack/events", data=data, content_type=content_type)
        assert unsigned.status_code in {400, 401}
        headers = signed(data.decode("latin-1"), content_type)
        client.post("/slack/events", data=data.decode("latin-1").encode(), headers=headers)


def readers(data: bytes) -> None:
    """The embedded models: a reply or an error in the contract's words, with offsets into the text as it was sent."""
    text = data.decode("utf-8", "replace")[:2_000]
    for task in Task:
        payload = {"question": text[:100], "context": text} if task is Task.ANSWERS else {"text": text}
        reply = respond(_reader(task), task, payload)
        assert reply.get("error", {}).get("code") in {None, ErrorCode.INVALID_REQUEST}
        for found in reply.get("entities", []):
            assert text[found["start"] : found["end"]] == found["text"]
        if reply.get("answer") is not None:
            assert text[reply["start"] : reply["end"]] == reply["answer"]


@cache
def _reader(task: Task) -> Reader:
    return create_reader(task, EMBEDDED_MODELS)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (passages, commands, contract, files, doors, readers)
}


def _reply(task: Task, text: str) -> None:
    wish = parse_command(task, text)
    if not wish.tasks or not wish.text.strip():
        return
    try:
        check_question(wish)
        messages = read(FakeInference(), wish, Passage(wish.text))
    except CannotReadError as error:
        messages = [say(error.message)]
    except InferenceError as error:
        messages = [say(error.message)]
    for message in messages:
        _check(message)


def _check(message: Message) -> None:
    """Nothing that a person wrote arrives as markup."""
    assert not {"<", ">"} & set(message.text)
    assert html.escape(html.unescape(message.text), quote=False) == message.text
    blocks = [block.to_dict() for block in message.blocks]
    check_blocks(blocks)
    for block in blocks:
        for element in block["elements"]:
            items = element["elements"] if element["type"] == "rich_text_list" else [element]
            for part in (part for item in items for part in item["elements"]):
                assert part["type"] in INERT
                assert part["type"] == "text" or part["url"].startswith(OUR_LINKS)


def _client() -> FlaskClient:
    global _cached  # noqa: PLW0603 - building the app takes longer than a thousand inputs
    if _cached is None:
        app = create_app(
            signing_secret=SECRET, bot_token="xoxb-1", api_url=API_URL, inference=FakeInference(), team_ids=["T0NONE"]
        )
        _cached = create_flask_app(app, SECRET).test_client()
    return _cached


_cached: FlaskClient | None = None
