"""`files.*`: what is shared as a file."""

import json

from workspace.directory import Channel
from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods.access import required, the_channel


def info(workspace: Workspace, arguments: Json) -> Json:
    """A file; of a snippet its content too."""
    file = workspace.files.get(str(arguments.get("file") or ""))
    if file is None:
        raise SlackError("file_not_found")
    content = {"content": file.text} if file.metadata["mode"] == "snippet" else {}
    return {"ok": True, "file": file.metadata, **content}


def get_upload_url_external(workspace: Workspace, arguments: Json) -> Json:
    """Where to send the bytes of a file, as many as are announced."""
    length = required(arguments, "length")
    if not length.isdecimal() or int(length) == 0:
        raise SlackError("invalid_arguments")
    url, file_id = workspace.uploads.begin(required(arguments, "filename"), int(length))
    return {"ok": True, "upload_url": url, "file_id": file_id}


def complete_upload_external(workspace: Workspace, arguments: Json) -> Json:
    """Share what was uploaded, in a channel or thread, or with a person directly; without a place it stays private."""
    listed = _listed(arguments)
    place = _place(workspace, arguments)
    uploads = [(workspace.uploads.take(str(each.get("id"))), str(each.get("title") or "")) for each in listed]
    user, channel_id = workspace.bot_user_id, place.id if place else ""
    files = [
        workspace.files.add_shared(each.file_id, each.content or b"", each.name, title or each.name, user, channel_id)
        for each, title in uploads
    ]
    if place:
        comment = {"subtype": "file_share", "text": str(arguments.get("initial_comment") or ""), "upload": False}
        workspace.voice.post(place, {**comment, "files": files}, thread_ts=arguments.get("thread_ts") or None)
    return {"ok": True, "files": files}


def _listed(arguments: Json) -> list[Json]:
    """In a form, a list is JSON in a field."""
    files = arguments.get("files")
    try:
        listed = json.loads(files) if isinstance(files, str) else files
    except (ValueError, RecursionError):
        raise SlackError("invalid_arguments") from None
    if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
        raise SlackError("invalid_arguments")
    return listed


def _place(workspace: Workspace, arguments: Json) -> Channel | None:
    """One channel: by its id, or by the id of the person whose direct conversation it is."""
    named = str(arguments.get("channel_id") or arguments.get("channels") or "")
    if not named:
        return None
    if "," in named:
        raise SlackError("invalid_channel")
    return the_channel(workspace, {"channel": named})
