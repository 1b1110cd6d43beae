"""Views: what the app shows in front of a conversation, as a stack of modals, and on its Home tab."""

from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.views import View

from workspace.block_kit import VIEW, check_blocks
from workspace.directory import Identity
from workspace.errors import SlackError
from workspace.feed import Feed, Json
from workspace.ids import new_id

DEEPEST = 3
"""Modals on top of each other."""

_GIVEN = {
    *("type", "callback_id", "external_id", "title", "submit", "close", "blocks", "private_metadata"),
    *("clear_on_close", "notify_on_close"),
}
_OPTIONAL = {"callback_id": "", "external_id": "", "private_metadata": "", "submit": None, "close": None}


class Views:
    """Each person's modals, the latest on top, and Home. A view is never changed in place."""

    def __init__(self, identity: Identity, feed: Feed) -> None:
        self._identity = identity
        self._feed = feed
        self._modals: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}

    def current(self, user: str) -> Json | None:
        """The modal that a person sees."""
        with self._feed.lock:
            return next(iter(self._modals.get(user, [])[-1:]), None)

    def home(self, user: str) -> Json | None:
        with self._feed.lock:
            return self._homes.get(user)

    def open(self, user: str, view: object) -> Json:
        """Show a modal in place of all others."""
        made = self._made(view, "modal")
        with self._feed.lock:
            self._modals[user] = [made]
            self._publish(user)
        return made

    def push(self, user: str, view: object) -> Json:
        """Show a modal on top of the others; raises SlackError `push_limit_reached`."""
        with self._feed.lock:
            stack = self._modals.setdefault(user, [])
            if len(stack) >= DEEPEST:
                raise SlackError("push_limit_reached")
            root = {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]} if stack else {}
            made = {**self._made(view, "modal"), **root}
            stack.append(made)
            self._publish(user)
        return made

    def update(self, view_id: str, view: object, seen: str = "") -> Json:
        """Show something else in a modal; `seen` is the hash of the view that is meant, if only that is.

        Raises
        ------
        SlackError
            `not_found` where the modal was closed, `hash_conflict`.
        """
        with self._feed.lock:
            user, index = self._find(view_id)
            old = self._modals[user][index]
            if seen and seen != old["hash"]:
                raise SlackError("hash_conflict")
            kept = {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
            made = {**self._made(view, "modal"), **kept}
            self._modals[user][index] = made
            self._publish(user)
        return made

    def publish(self, user: str, view: object, seen: str = "") -> Json:
        """Show something on a person's Home tab."""
        with self._feed.lock:
            old = self._homes.get(user)
            if old and seen and seen != old["hash"]:
                raise SlackError("hash_conflict")
            made = {**self._made(view, "home"), **({"id": old["id"], "root_view_id": old["id"]} if old else {})}
            self._homes[user] = made
            self._feed.publish("home", user=user, view=made)
        return made

    def close(self, user: str, *, everything: bool = False) -> None:
        """Take away the modal on top, or all of them."""
        with self._feed.lock:
            stack = self._modals.get(user, [])
            del stack[0 if everything else -1 :]
            self._publish(user)

    def _find(self, view_id: str) -> tuple[str, int]:
        for user, stack in self._modals.items():
            for index, view in enumerate(stack):
                if view["id"] == view_id:
                    return user, index
        raise SlackError("not_found")

    def _publish(self, user: str) -> None:
        self._feed.publish("view", user=user, view=self.current(user))

    def _made(self, view: object, kind: str) -> Json:
        given = _checked(view, kind)
        view_id, identity = new_id("V"), self._identity
        owner = {"team_id": identity.team_id, "app_id": identity.app_id, "bot_id": identity.bot_id}
        place = {"id": view_id, "root_view_id": view_id, "previous_view_id": None, "hash": f"{new_id('')}.{new_id('')}"}
        flags = {"clear_on_close": False, "notify_on_close": False, "state": {"values": {}}}
        return {**_OPTIONAL, **flags, **given, **owner, **place}


def _checked(view: object, kind: str) -> Json:
    """The parts of a view that an app gives; raises SlackError `invalid_arguments` as Slack does."""
    if not isinstance(view, dict) or view.get("type") != kind:
        raise _invalid(f"must be a view of the type {kind}")
    blocks = check_blocks(view.get("blocks"), VIEW)
    if kind == "modal" and not view.get("title"):
        raise _invalid("missing required field: title")
    if any(block["type"] == "input" for block in blocks) and not view.get("submit"):
        raise _invalid("missing required field: submit")
    if unknown := {key for key, value in view.items() if value is not None} - _GIVEN:
        raise _invalid(f"invalid additional property: {min(unknown)}")
    given: dict[str, Any] = {key: view[key] for key in _GIVEN if view.get(key) is not None}
    try:
        View(**given).to_dict()
    except (SlackObjectFormationError, TypeError, ValueError, AttributeError) as error:
        raise _invalid(str(error)) from None
    return {**given, "blocks": blocks}


def _invalid(fault: str) -> SlackError:
    return SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {fault} [json-pointer:/view]"]})
