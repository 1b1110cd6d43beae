"""The Web API: a method's name, arguments and token in, Slack's JSON out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workspace.errors import SlackError
from workspace.faults import Call
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods import assistant, chat, conversations, files, others, views


class Method(NamedTuple):
    """What a method does, and the scope it needs: in a channel, and in a direct conversation where that differs."""

    call: Callable[[Workspace, Json], Json]
    scope: str | None = None
    direct_scope: str | None = None


METHODS: Mapping[str, Method] = {
    "apps.connections.open": Method(others.apps_connections_open),
    "assistant.threads.setStatus": Method(assistant.set_status, "chat:write"),
    "auth.test": Method(others.auth_test),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history, "channels:history", "im:history"),
    "conversations.info": Method(conversations.info, "channels:read", "im:read"),
    "conversations.join": Method(conversations.join, "channels:join"),
    "conversations.members": Method(conversations.members, "channels:read", "im:read"),
    "conversations.replies": Method(conversations.replies, "channels:history", "im:history"),
    "files.completeUploadExternal": Method(files.complete_upload_external, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url_external, "files:write"),
    "files.info": Method(files.info, "files:read"),
    "reactions.add": Method(others.reactions_add, "reactions:write"),
    "reactions.remove": Method(others.reactions_remove, "reactions:write"),
    "usergroups.list": Method(others.usergroups_list, "usergroups:read"),
    "users.info": Method(others.users_info, "users:read"),
    "views.open": Method(views.open_modal),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}


@dataclass(frozen=True)
class Answer:
    body: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def call(workspace: Workspace, name: str, arguments: Json, token: str | None) -> Answer:
    """Every refusal is an answer with `ok` false and status 200, as from Slack; only injected faults differ."""
    workspace.calls.append(Call(name, arguments))
    fault = workspace.faults.take(name)
    answer = Answer({}) if fault and not fault.is_done else _answer(workspace, name, arguments, token)
    return Answer({"ok": False, "error": fault.error}, fault.status, fault.headers) if fault else answer


def _answer(workspace: Workspace, name: str, arguments: Json, token: str | None) -> Answer:
    headers = {"x-oauth-scopes": ",".join(workspace.manifest.scopes)}
    try:
        _check_token(workspace, token)
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        _check_scope(workspace, method, arguments)
        with workspace.feed.lock:
            return Answer(method.call(workspace, arguments), headers=headers)
    except SlackError as error:
        return Answer(error.to_slack(), headers=headers)


def _check_token(workspace: Workspace, token: str | None) -> None:
    if not token:
        raise SlackError("not_authed")
    if token != workspace.bot_token:
        raise SlackError("invalid_auth")


def _check_scope(workspace: Workspace, method: Method, arguments: Json) -> None:
    channel = workspace.directory.channel(str(arguments.get("channel") or ""))
    needed = method.direct_scope if channel and channel.im_user and method.direct_scope else method.scope
    if needed and needed not in workspace.manifest.scopes:
        raise SlackError("missing_scope", needed=needed, provided=",".join(workspace.manifest.scopes))
