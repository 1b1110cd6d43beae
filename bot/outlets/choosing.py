"""Which outlet a request's reply goes to, as far as the request alone tells."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.dialogs import OpenDialog
from bot.ledger import identity_of
from bot.outlets import Outlet
from bot.outlets.channels import ChannelOutlet
from bot.outlets.direct import DirectOutlet
from bot.outlets.files import DirectFileOutlet, ThreadFileOutlet
from bot.outlets.home import HomeOutlet
from bot.outlets.modals import ModalOutlet
from bot.outlets.parted import PartedOutlet
from bot.outlets.response_urls import ResponseUrlOutlet
from bot.outlets.threads import ThreadOutlet
from bot.replies import buttons
from bot.slack_messages import SlackMessage

Body = Mapping[str, Any]

_WITHOUT_A_REPLY = {"app_home_opened", "app_uninstalled", "tokens_revoked"}


class StrangeRequestError(Exception):
    """A request that brings neither a message nor a command nor a person: there is nobody to reply to."""


def outlet_of(body: Body, client: WebClient) -> Outlet:
    """Where to reply.

    Raises
    ------
    StrangeRequestError
        There is nobody to reply to.
    """
    if (body.get("event") or {}).get("type") in _WITHOUT_A_REPLY:
        raise StrangeRequestError
    if "event" in body:
        return ThreadOutlet(client, message_of(body["event"]), identity_of(body))
    if "view" in body and body["view"].get("type") == "home":
        return HomeOutlet(client, body)
    if body.get("type") == "block_actions":
        return _of_button(body, client)
    if "view" in body:
        return ModalOutlet(client, body["view"], _user(body))
    if "response_url" in body:
        thread_ts = _thread_of(body.get("message") or {})
        return ResponseUrlOutlet(body["response_url"], client, _user(body), thread_ts=thread_ts)
    if _user(body):
        return DirectOutlet(client, _user(body))
    raise StrangeRequestError


def message_of(event: Body) -> SlackMessage:
    """The message of an event, or, of a reaction, the one that it is put on; its user is then who reacted."""
    item = event.get("item")
    if isinstance(item, Mapping):
        return SlackMessage.model_validate({**item, "user": event.get("user")})
    return SlackMessage.model_validate(event)


def _of_button(body: Body, client: WebClient) -> Outlet:
    action, container, user = body["actions"][0], body.get("container") or {}, _user(body)
    if "view" in body:
        modal = ModalOutlet(client, body["view"], user)
        posted = ModalOutlet(client, body["view"], user, is_posting=True)
        return PartedOutlet(_from_modal(body, client), modal, posted)
    private = ResponseUrlOutlet(
        body["response_url"], client, user, of_button=True, thread_ts=container.get("thread_ts", "")
    )
    if action["action_id"] == buttons.SHARE:
        origin = buttons.Shared.model_validate_json(action["value"]).origin
        said = _said(body, origin.channel, origin.root)
        return PartedOutlet(ThreadOutlet(client, said, identity_of(body)), private)
    if action["action_id"] in buttons.EXPORT and container.get("is_ephemeral"):
        return PartedOutlet(DirectFileOutlet(client, user, identity_of(body)), private)
    if action["action_id"] in {*buttons.READ, *buttons.EXPORT} and not container.get("is_ephemeral"):
        root = container.get("thread_ts") or container["message_ts"]
        kind = ThreadFileOutlet if action["action_id"] in buttons.EXPORT else ThreadOutlet
        return PartedOutlet(kind(client, _said(body, container["channel_id"], root), identity_of(body)), private)
    return private


def _from_modal(body: Body, client: WebClient) -> Outlet:
    dialog, user = OpenDialog.of(body["view"]).dialog, _user(body)
    if dialog.origin is not None:
        said = _said(body, dialog.origin.channel, dialog.origin.root)
        return ThreadOutlet(client, said, identity_of(body))
    if not dialog.channel:
        return DirectOutlet(client, user)
    return ChannelOutlet(client, dialog.channel, user, body["actions"][0]["action_ts"], identity_of(body))


def _said(body: Body, channel: str, root: str) -> SlackMessage:
    """Something in the thread, as if it had been said when the button was pressed: a reply to it goes there."""
    return SlackMessage(channel=channel, ts=body["actions"][0]["action_ts"], thread_ts=root, user=_user(body))


def _thread_of(message: Body) -> str:
    """Where a shortcut is used in the menu of a message within a thread."""
    thread_ts = str(message.get("thread_ts") or "")
    return thread_ts if thread_ts != message.get("ts") else ""


def _user(body: Body) -> str:
    user = body.get("user")
    return str(user.get("id") or "") if isinstance(user, Mapping) else str(body.get("user_id") or "")
