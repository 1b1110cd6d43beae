"""`chat.*`: what the bot says, changes and takes back."""

from workspace.content import MAX_UPDATED_TEXT, decode_forms, message_content
from workspace.directory import Channel
from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods.access import required, the_channel, the_message


def post_message(workspace: Workspace, arguments: Json) -> Json:
    """Post in a channel of which the bot is a member, or in one of its threads."""
    channel = the_channel(workspace, arguments)
    content = message_content(decode_forms(arguments))
    message = workspace.voice.post(channel, content, thread_ts=arguments.get("thread_ts") or None)
    return {"ok": True, "channel": channel.id, "ts": message["ts"], "message": message}


def post_ephemeral(workspace: Workspace, arguments: Json) -> Json:
    """Post what one person sees, until they reload."""
    channel = the_channel(workspace, arguments)
    user = required(arguments, "user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    content = message_content(decode_forms(arguments))
    thread_ts = arguments.get("thread_ts") or None
    message = workspace.voice.post(channel, content, thread_ts=thread_ts, only_for=user)
    return {"ok": True, "message_ts": message["ts"]}


def update(workspace: Workspace, arguments: Json) -> Json:
    """Say something else instead: text and blocks are both replaced."""
    channel = the_channel(workspace, arguments)
    message = _own_message(workspace, channel, arguments, "cant_update_message")
    content = message_content(decode_forms(arguments), max_text=MAX_UPDATED_TEXT)
    changed = workspace.voice.change(message, content)
    return {"ok": True, "channel": channel.id, "ts": changed["ts"], "text": changed["text"], "message": changed}


def delete(workspace: Workspace, arguments: Json) -> Json:
    """Take back one of the bot's own messages."""
    channel = the_channel(workspace, arguments)
    message = _own_message(workspace, channel, arguments, "cant_delete_message")
    workspace.voice.delete(message)
    return {"ok": True, "channel": channel.id, "ts": message["ts"]}


def get_permalink(workspace: Workspace, arguments: Json) -> Json:
    """The address of a message."""
    channel = the_channel(workspace, arguments)
    ts = required(arguments, "message_ts")
    return {"ok": True, "channel": channel.id, "permalink": workspace.permalink(channel.id, ts)}


def _own_message(workspace: Workspace, channel: Channel, arguments: Json, refusal: str) -> Json:
    message = the_message(workspace, channel, arguments.get("ts"))
    if message["user"] != workspace.bot_user_id:
        raise SlackError(refusal)
    return message
