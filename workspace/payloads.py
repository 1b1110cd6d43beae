"""Interaction payloads as Slack sends them: shortcuts, buttons, and what becomes of modals."""

import time

from workspace.directory import Channel, Identity, User
from workspace.feed import Json

_ONLY_IN_STORE = {"is_ephemeral", "ephemeral_user", "channel"}


class Payloads:
    """Builds payloads of one installation."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def shortcut(self, user: User, callback_id: str, trigger_id: str) -> Json:
        """A global shortcut: it belongs to no channel."""
        return {**self._deed("shortcut", user), "callback_id": callback_id, "trigger_id": trigger_id}

    def message_shortcut(
        self, user: User, callback_id: str, trigger_id: str, channel: Channel, message: Json, response_url: str
    ) -> Json:
        """A shortcut in the menu of a message, which it brings along."""
        return {
            **self._deed("message_action", user),
            "callback_id": callback_id,
            "trigger_id": trigger_id,
            "response_url": response_url,
            "message_ts": message["ts"],
            "channel": _named(channel),
            "message": _seen(message),
        }

    def pressed_in_message(
        self, user: User, action: Json, trigger_id: str, channel: Channel, message: Json, response_url: str
    ) -> Json:
        """A button of a message; one that only one person sees does not come along."""
        is_ephemeral = bool(message.get("is_ephemeral"))
        place = {"type": "message", "message_ts": message["ts"], "channel_id": channel.id, "is_ephemeral": is_ephemeral}
        thread = {"thread_ts": message["thread_ts"]} if "thread_ts" in message else {}
        return {
            **self._pressed(user, action, trigger_id),
            "container": {**place, **thread},
            "channel": _named(channel),
            **({} if is_ephemeral else {"message": _seen(message)}),
            "state": {"values": {}},
            "response_url": response_url,
        }

    def pressed_in_view(self, user: User, action: Json, trigger_id: str, view: Json) -> Json:
        """A button of a modal or of Home."""
        return {
            **self._pressed(user, action, trigger_id),
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
        }

    def submitted(self, user: User, trigger_id: str, view: Json) -> Json:
        return {**self._viewed("view_submission", user, view), "trigger_id": trigger_id, "response_urls": []}

    def closed(self, user: User, view: Json, *, everything: bool) -> Json:
        return {**self._viewed("view_closed", user, view), "is_cleared": everything}

    def _pressed(self, user: User, action: Json, trigger_id: str) -> Json:
        deed = self._deed("block_actions", user)
        done = {**action, "action_ts": deed.pop("action_ts")}
        return {**deed, "api_app_id": self._identity.app_id, "trigger_id": trigger_id, "actions": [done]}

    def _viewed(self, kind: str, user: User, view: Json) -> Json:
        deed = self._deed(kind, user)
        del deed["action_ts"]
        return {**deed, "api_app_id": self._identity.app_id, "view": view}

    def _deed(self, kind: str, user: User) -> Json:
        identity = self._identity
        return {
            "type": kind,
            "token": identity.verification_token,
            "action_ts": f"{time.time():.6f}",
            "team": {"id": identity.team_id, "domain": identity.team_domain},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": identity.team_id},
            "is_enterprise_install": False,
            "enterprise": None,
        }


def _named(channel: Channel) -> Json:
    return {"id": channel.id, "name": "directmessage" if channel.im_user else channel.name}


def _seen(message: Json) -> Json:
    return {key: value for key, value in message.items() if key not in _ONLY_IN_STORE}
