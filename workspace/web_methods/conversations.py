"""`conversations.*`: what was said, and where."""

from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods.access import flag, page_of, the_channel, the_message


def replies(workspace: Workspace, arguments: Json) -> Json:
    """A thread, oldest first; of an answer within one, only itself."""
    channel = the_channel(workspace, arguments)
    root = the_message(workspace, channel, arguments.get("ts"), error="thread_not_found")
    if root.get("thread_ts", root["ts"]) != root["ts"]:
        return page_of([root], arguments)
    thread = _said(workspace.store.in_thread(channel.id, root["ts"]))
    return page_of([root, *_between(thread[1:], arguments)], arguments)


def history(workspace: Workspace, arguments: Json) -> Json:
    """Newest first, without the answers in threads."""
    channel = the_channel(workspace, arguments)
    return page_of(_between(_said(workspace.store.in_channel(channel.id)), arguments)[::-1], arguments)


def info(workspace: Workspace, arguments: Json) -> Json:
    """Any channel, also one that the bot is not a member of."""
    channel = the_channel(workspace, arguments, member=False)
    return {"ok": True, "channel": channel.to_slack(workspace.bot_user_id)}


def members(workspace: Workspace, arguments: Json) -> Json:
    """User ids of who is in a channel; of one that the bot is in, or of any public one."""
    channel = the_channel(workspace, arguments, member=False)
    page = page_of([{"id": each} for each in sorted(channel.members)], arguments)
    following = page.get("response_metadata", {"next_cursor": ""})
    return {"ok": True, "members": [each["id"] for each in page["messages"]], "response_metadata": following}


def join(workspace: Workspace, arguments: Json) -> Json:
    """Become a member of a public channel."""
    channel = the_channel(workspace, arguments, member=False)
    if channel.im_user:
        raise SlackError("method_not_supported_for_channel_type")
    workspace.directory.join(channel, workspace.directory.bot)
    return {"ok": True, "channel": channel.to_slack(workspace.bot_user_id)}


def _said(messages: list[Json]) -> list[Json]:
    return [message for message in messages if not message.get("is_ephemeral")]


def _between(messages: list[Json], arguments: Json) -> list[Json]:
    """Those after `oldest` and before `latest`; both belong to it where `inclusive` says so."""
    oldest, latest = str(arguments.get("oldest") or "0"), str(arguments.get("latest") or "")
    kept = [each for each in messages if each["ts"] > oldest and (not latest or each["ts"] < latest)]
    if flag(arguments, "inclusive"):
        kept = [each for each in messages if each in kept or each["ts"] in {oldest, latest}]
    return kept
