"""What people do with shortcuts, buttons and modals: from the deed to a request to the app, and what it answers."""

import json

from workspace.app_manifest import Manifest
from workspace.deliveries import Deliveries, DeliveryAttempt
from workspace.directory import Channel, Identity, User
from workspace.errors import SlackError
from workspace.feed import Json
from workspace.messages import Messages
from workspace.payloads import Payloads
from workspace.pressing import Pressed, action_of
from workspace.response_urls import ResponseUrls
from workspace.triggers import Triggers
from workspace.view_state import Typed, faults, state_of
from workspace.views import Views


class Interactions:
    """Each is sent once and waited for: Slack repeats none of them."""

    def __init__(
        self,
        *,
        identity: Identity,
        manifest: Manifest,
        base_url: str,
        messages: Messages,
        deliveries: Deliveries,
        response_urls: ResponseUrls,
        triggers: Triggers,
        views: Views,
    ) -> None:
        self._manifest = manifest
        self._base_url = base_url
        self._messages = messages
        self._deliveries = deliveries
        self._response_urls = response_urls
        self._triggers = triggers
        self._views = views
        self._payloads = Payloads(identity)

    def use_shortcut(self, user: User, callback_id: str) -> None:
        """Use a global shortcut.

        Raises
        ------
        SlackError
            `unknown_shortcut`, or `not_taken` where the app did not acknowledge it.
        """
        self._check_shortcut(callback_id, "global")
        self._send(self._payloads.shortcut(user, callback_id, self._triggers.issue(user.id)))

    def use_message_shortcut(self, user: User, callback_id: str, channel: Channel, ts: str) -> None:
        """Use a shortcut in the menu of a message; raises as `use_shortcut`, and `message_not_found`."""
        self._check_shortcut(callback_id, "message")
        message = self._messages.find_lasting(channel.id, ts)
        url, trigger_id = self._response_url(channel, user), self._triggers.issue(user.id)
        self._send(self._payloads.message_shortcut(user, callback_id, trigger_id, channel, message, url))

    def press(self, user: User, channel: Channel, ts: str, pressed: Pressed) -> None:
        """Press a button of a message; raises SlackError `message_not_found`, `unknown_action` or `not_taken`."""
        message = self._messages.find(channel.id, ts)
        action = action_of(message.get("blocks", []), pressed)
        url, trigger_id = self._response_url(channel, user, ts), self._triggers.issue(user.id)
        self._send(self._payloads.pressed_in_message(user, action, trigger_id, channel, message, url))

    def press_in_view(self, user: User, view: Json, pressed: Pressed, typed: Typed) -> None:
        """Press a button of a view, which need not be complete; raises as `press`."""
        action = action_of(view["blocks"], pressed)
        stated = {**view, "state": state_of(view, typed)}
        self._send(self._payloads.pressed_in_view(user, action, self._triggers.issue(user.id), stated))

    def submit(self, user: User, view_id: str, typed: Typed) -> dict[str, str]:
        """Submit the modal on top; returns a sentence for each block, by its id, that keeps it from being done.

        Raises
        ------
        SlackError
            `not_found`, or `not_taken` where the app's acknowledgement is not one.
        """
        view = self._current(user, view_id)
        state = state_of(view, typed)
        if found := faults(view, state):
            return found
        submitted = {**view, "state": state}
        delivery = self._send(self._payloads.submitted(user, self._triggers.issue(user.id), submitted))
        return self._take_answer(user, view, _answer(delivery))

    def close(self, user: User, view_id: str) -> None:
        """Close the modal on top; the app is told where it wants to be."""
        view = self._current(user, view_id)
        everything = bool(view["clear_on_close"])
        self._views.close(user.id, everything=everything)
        if view["notify_on_close"]:
            self._send(self._payloads.closed(user, view, everything=everything))

    def _take_answer(self, user: User, view: Json, answer: Json) -> dict[str, str]:
        match answer.get("response_action"):
            case None:
                self._views.close(user.id)
            case "clear":
                self._views.close(user.id, everything=True)
            case "update":
                self._views.update(view["id"], answer.get("view"))
            case "push":
                self._views.push(user.id, answer.get("view"))
            case "errors":
                return {str(key): str(value) for key, value in answer.get("errors", {}).items()}
            case _:
                raise SlackError("not_taken")
        return {}

    def _send(self, payload: Json) -> DeliveryAttempt:
        if not self._manifest.settings.interactivity.is_enabled:
            raise SlackError("not_taken")
        delivery = self._deliveries.send_interaction(payload)
        if delivery.failure:
            raise SlackError("not_taken")
        return delivery

    def _check_shortcut(self, callback_id: str, kind: str) -> None:
        shortcut = self._manifest.shortcut(callback_id)
        if shortcut is None or shortcut.type != kind:
            raise SlackError("unknown_shortcut")

    def _current(self, user: User, view_id: str) -> Json:
        view = self._views.current(user.id)
        if view is None or view["id"] != view_id:
            raise SlackError("not_found")
        return view

    def _response_url(self, channel: Channel, user: User, original: str | None = None) -> str:
        return f"{self._base_url}/response/{self._response_urls.issue(channel, user.id, original).secret}"


def _answer(delivery: DeliveryAttempt) -> Json:
    if not delivery.body.strip():
        return {}
    try:
        answer = json.loads(delivery.body)
    except (ValueError, RecursionError):
        raise SlackError("not_taken") from None
    if not isinstance(answer, dict):
        raise SlackError("not_taken")
    return answer
