"""What an app says of itself in a thread while it works."""

from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods.access import required, the_channel


def set_status(workspace: Workspace, arguments: Json) -> Json:
    """Words after the app's name, until its next message in the thread, or two minutes."""
    thread_ts = required(arguments, "thread_ts")
    if "status" not in arguments:
        raise SlackError("invalid_arguments")
    channel = the_channel(workspace, {"channel": required(arguments, "channel_id")})
    workspace.reading.status(channel.id, thread_ts, str(arguments["status"]))
    return {"ok": True}
