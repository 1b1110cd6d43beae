"""Slack's judgement on the blocks of a message or a view."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, ContextActionsBlock, InputBlock

from workspace.errors import SlackError
from workspace.feed import Json
from workspace.ids import new_id
from workspace.rich_text import check_rich_text

MAX_TOTAL_TEXT = 11_000
"""Characters of text in all blocks of a message together.

Slack does not publish this limit. Messages of 11,341 counted characters were refused with `msg_blocks_too_long`
(slackapi/bolt-js#2509), so a bot that stays below this figure is safe.
"""

_TYPES = {vars(kind)["type"] for kind in Block.__subclasses__()}


class Place(NamedTuple):
    """Where blocks are shown: how many, of which types, and of how much text together, if that is limited."""

    max_blocks: int
    types: set[str]
    max_text: int | None


MESSAGE = Place(50, _TYPES - {InputBlock.type}, MAX_TOTAL_TEXT)
VIEW = Place(100, _TYPES - {ContextActionsBlock.type}, None)


def check_blocks(blocks: object, place: Place = MESSAGE) -> list[Json]:
    """Return the blocks as they are kept, each with a `block_id`.

    Raises
    ------
    SlackError
        `invalid_blocks`, with one line for each fault in `errors`, or `msg_blocks_too_long`.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    faults = [fault for index, block in enumerate(blocks) if (fault := _fault(index, block, place))]
    if len(blocks) > place.max_blocks:
        faults.insert(0, f"no more than {place.max_blocks} items allowed [json-pointer:/blocks]")
    block_ids = [block["block_id"] for block in blocks if isinstance(block, dict) and block.get("block_id")]
    if len(set(block_ids)) < len(block_ids):
        faults.append("block_id must be unique [json-pointer:/blocks]")
    if faults:
        raise SlackError("invalid_blocks", errors=faults, response_metadata={"messages": [f"[ERROR] {faults[0]}"]})
    if place.max_text is not None and sum(map(len, _texts(blocks))) > place.max_text:
        raise SlackError("msg_blocks_too_long")
    return [{"block_id": new_id("B"), **block} for block in blocks]


def _fault(index: int, block: object, place: Place) -> str | None:
    pointer = f"[json-pointer:/blocks/{index}]"
    if not isinstance(block, dict):
        return f"must be an object {pointer}"
    try:
        if block.get("type") == "rich_text":
            check_rich_text(block)
            return None
        parsed = Block.parse(block) if block.get("type") in place.types else None
        if parsed is None:
            return f"unsupported type: {block.get('type')} {pointer}"
        return _lost(block, parsed.to_dict(), pointer) or _empty_text(block, pointer)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return f"{first['msg']} [json-pointer:/blocks/{index}/{'/'.join(map(str, first['loc']))}]"
    except (SlackObjectFormationError, TypeError, ValueError, AttributeError) as error:
        return f"{error} {pointer}"


def _lost(sent: Json, understood: Json, pointer: str) -> str | None:
    """slack_sdk drops what it does not know; Slack refuses it."""
    unknown = [key for key, value in sent.items() if key not in understood and value not in (None, [], "")]
    if unknown:
        return f"invalid additional property: {unknown[0]} {pointer}"
    parts = sent.get("elements") or sent.get("fields") or []
    kept = understood.get("elements") or understood.get("fields") or []
    if len(parts) != len(kept) or None in kept:
        return f"unsupported element {pointer}"
    return None


def _empty_text(block: Json, pointer: str) -> str | None:
    candidates = [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
    texts = [each["text"] for each in candidates if isinstance(each, dict) and "text" in each]
    return None if all(texts) else f"must be more than 0 characters {pointer}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"text", "url"} and isinstance(inner, str):
                yield inner
            elif isinstance(inner, dict | list):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
