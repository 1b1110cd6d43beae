"""Events as Slack sends them, complete."""

import base64
import json
import time
from typing import Any

from workspace.directory import Channel, Identity, User
from workspace.feed import Json
from workspace.ids import new_id

_ONLY_IN_STORE = {"is_ephemeral", "reply_count", "reply_users", "latest_reply", "reactions"}


def message_event(message: Json, channel: Channel) -> Json:
    """What happened when a message was posted in a channel or a direct conversation."""
    return {**_common(message), "event_ts": message["ts"], "channel_type": channel.type}


def mention_event(message: Json) -> Json:
    """The same message to a bot that it mentions; Slack names no channel type here."""
    return {**_common(message), "type": "app_mention", "event_ts": message["ts"]}


def changed_event(message: Json, previous: Json, channel: Channel, ts: str) -> Json:
    """`ts` is the change's own, not the message's."""
    return _hidden("message_changed", channel, ts, message=_inner(message), previous_message=_inner(previous))


def deleted_event(previous: Json, channel: Channel, ts: str) -> Json:
    """`ts` is the deletion's own, not the message's."""
    return _hidden("message_deleted", channel, ts, deleted_ts=previous["ts"], previous_message=_inner(previous))


def home_event(user: User, channel: Channel, tab: str, view: Json | None, ts: str) -> Json:
    """`channel` is the direct conversation with the app; there is a view once one was published."""
    opened = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab, "event_ts": ts}
    return {**opened, "view": view} if view else opened


def removal_events(bot: str) -> list[Json]:
    """What comes when the app is removed: in no order that could be relied on."""
    return [{"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}}, {"type": "app_uninstalled"}]


def reaction_event(message: Json, user: str, name: str, ts: str) -> Json:
    """`ts` is the reaction's own."""
    item = {"type": "message", "channel": message["channel"], "ts": message["ts"]}
    return {
        "type": "reaction_added",
        "user": user,
        "reaction": name,
        "item": item,
        "item_user": message["user"],
        "event_ts": ts,
    }


def event_callback(identity: Identity, event: Json) -> Json:
    """The envelope around an event. Its `event_id` stays the same when the delivery is tried again."""
    context = {"et": event["type"], "tid": identity.team_id, "aid": identity.app_id, "cid": _channel_of(event)}
    installation = {
        "enterprise_id": None,
        "team_id": identity.team_id,
        "user_id": identity.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": identity.verification_token,
        "team_id": identity.team_id,
        "context_team_id": identity.team_id,
        "context_enterprise_id": None,
        "api_app_id": identity.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [installation],
        "is_ext_shared_channel": False,
        "event_context": "4-" + base64.urlsafe_b64encode(json.dumps(context).encode()).decode().rstrip("="),
    }


def _channel_of(event: Json) -> str:
    return str(event.get("channel") or event.get("item", {}).get("channel", ""))


def _common(message: Json) -> Json:
    return {key: value for key, value in message.items() if key not in _ONLY_IN_STORE}


def _inner(message: Json) -> Json:
    return {key: value for key, value in _common(message).items() if key != "channel"}


def _hidden(subtype: str, channel: Channel, ts: str, **fields: Any) -> Json:
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        **fields,
        "channel": channel.id,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.type,
    }
