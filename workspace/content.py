"""What a message says: text, blocks and metadata, as the app sends them, checked as Slack checks them."""

import json
from typing import Any

from workspace.block_kit import check_blocks
from workspace.errors import SlackError
from workspace.feed import Json

MAX_TEXT = 40_000
MAX_UPDATED_TEXT = 4_000

_IN_JSON = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "metadata": "invalid_metadata_format",
}


def decode_forms(arguments: Json) -> Json:
    """In a form, structured arguments are JSON in a field."""
    decoded = dict(arguments)
    for key, error in _IN_JSON.items():
        if isinstance(value := decoded.get(key), str):
            try:
                decoded[key] = json.loads(value) if value else None
            except (ValueError, RecursionError):
                raise SlackError(error) from None
    return decoded


def message_content(arguments: Json, max_text: int = MAX_TEXT) -> Json:
    """The `text`, `blocks`, `attachments` and `metadata` of a message, checked.

    Where Slack cuts a text of more than 40,000 characters with a warning, this refuses it: a bot that sends one
    has lost what it meant to say.

    Raises
    ------
    SlackError
        `no_text`, `msg_too_long`, `invalid_metadata_format`, or what `check_blocks` raises.
    """
    text = arguments.get("text") or ""
    if not isinstance(text, str):
        raise SlackError("invalid_arguments")
    if len(text) > max_text:
        raise SlackError("msg_too_long")
    content: Json = {"text": text}
    if blocks := arguments.get("blocks"):
        content["blocks"] = check_blocks(blocks)
    if attachments := arguments.get("attachments"):
        content["attachments"] = attachments
    if not text.strip() and len(content) == 1:
        raise SlackError("no_text")
    if metadata := arguments.get("metadata"):
        content["metadata"] = _checked_metadata(metadata)
    return content


def _checked_metadata(metadata: Any) -> Json:
    valid = (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    )
    if not valid:
        raise SlackError("invalid_metadata_format")
    return dict(metadata)
