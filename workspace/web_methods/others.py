"""Methods on the app itself, people and reactions."""

import re

from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods.access import required, the_channel, the_message

_EMOJI_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def auth_test(workspace: Workspace, arguments: Json) -> Json:  # noqa: ARG001 - every method takes arguments
    """Who the token belongs to."""
    identity = workspace.identity
    return {
        "ok": True,
        "url": f"https://{identity.team_domain}.slack.com/",
        "team": identity.team_name,
        "user": workspace.directory.bot.name,
        "team_id": identity.team_id,
        "user_id": identity.bot_user_id,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def apps_connections_open(workspace: Workspace, arguments: Json) -> Json:  # noqa: ARG001 - as above
    """Socket Mode needs an app-level token of a real workspace; there is none here."""
    raise SlackError("not_allowed_token_type")


def users_info(workspace: Workspace, arguments: Json) -> Json:
    """A person or a bot, by id."""
    user = workspace.directory.users.get(str(arguments.get("user") or ""))
    if user is None:
        raise SlackError("user_not_found")
    return {"ok": True, "user": user.to_slack(workspace.team_id)}


def usergroups_list(workspace: Workspace, arguments: Json) -> Json:  # noqa: ARG001 - as above
    """The groups of people that can be mentioned."""
    return {"ok": True, "usergroups": [each.to_slack(workspace.team_id) for each in workspace.directory.groups]}


def reactions_add(workspace: Workspace, arguments: Json) -> Json:
    """React as the bot, once with each emoji."""
    message, name, reactions = _reactions(workspace, arguments)
    users = reactions.get(name, [])
    if workspace.bot_user_id in users:
        raise SlackError("already_reacted")
    return _store(workspace, message, {**reactions, name: [*users, workspace.bot_user_id]})


def reactions_remove(workspace: Workspace, arguments: Json) -> Json:
    """Take the bot's own reaction back."""
    message, name, reactions = _reactions(workspace, arguments)
    users = reactions.get(name, [])
    if workspace.bot_user_id not in users:
        raise SlackError("no_reaction")
    return _store(workspace, message, {**reactions, name: [each for each in users if each != workspace.bot_user_id]})


def _reactions(workspace: Workspace, arguments: Json) -> tuple[Json, str, dict[str, list[str]]]:
    channel = the_channel(workspace, arguments)
    name = required(arguments, "name")
    if not _EMOJI_NAME.fullmatch(name):
        raise SlackError("invalid_name")
    message = the_message(workspace, channel, arguments.get("timestamp"))
    return message, name, {each["name"]: each["users"] for each in message.get("reactions", [])}


def _store(workspace: Workspace, message: Json, reactions: dict[str, list[str]]) -> Json:
    listed = [{"name": name, "users": users, "count": len(users)} for name, users in reactions.items() if users]
    workspace.store.change(message["channel"], message["ts"], reactions=listed or None)
    return {"ok": True}
