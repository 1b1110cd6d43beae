"""What most methods ask first: which channel, which message, which page of a list."""

import base64
import binascii
from collections.abc import Sequence

from workspace.directory import Channel
from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace


def required(arguments: Json, name: str) -> str:
    """The argument as a string; where it is missing, `invalid_arguments`."""
    value = arguments.get(name)
    if value in (None, ""):
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
        )
    return str(value)


def flag(arguments: Json, name: str) -> bool:
    """Forms carry booleans as words."""
    return str(arguments.get(name, "")).lower() in {"1", "true"}


def the_channel(workspace: Workspace, arguments: Json, *, member: bool = True) -> Channel:
    """The channel named in the arguments, of which the bot has to be a member unless told otherwise."""
    channel = workspace.channel(str(arguments.get("channel") or ""))
    if member and workspace.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def the_message(workspace: Workspace, channel: Channel, ts: object, error: str = "message_not_found") -> Json:
    """A message that is not ephemeral: those cannot be found again."""
    return workspace.store.find_lasting(channel.id, str(ts or ""), error)


def page_of(messages: Sequence[Json], arguments: Json) -> Json:
    """One page of a list, with a cursor to the next, as Slack lays them out."""
    try:
        limit = int(arguments.get("limit") or 100)
        start = int(base64.b64decode(str(arguments.get("cursor") or ""), validate=True) or 0)
    except (ValueError, binascii.Error):
        raise SlackError("invalid_cursor" if arguments.get("cursor") else "invalid_limit") from None
    if not 1 <= limit <= 1000:
        raise SlackError("invalid_limit")
    end = start + limit
    page: Json = {"ok": True, "messages": list(messages[start:end]), "has_more": end < len(messages)}
    if page["has_more"]:
        page["response_metadata"] = {"next_cursor": base64.b64encode(str(end).encode()).decode()}
    return page
