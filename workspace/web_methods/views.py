"""`views.*`: modals and the Home tab."""

import json

from workspace.errors import SlackError
from workspace.feed import Json
from workspace.state import Workspace
from workspace.web_methods.access import required


def open_modal(workspace: Workspace, arguments: Json) -> Json:
    """Show a modal to the person whose deed the trigger came with."""
    view = _view(arguments)
    trigger = workspace.triggers.take(required(arguments, "trigger_id"))
    made = workspace.views.open(trigger.user, view)
    workspace.reading.over(trigger.key)
    return {"ok": True, "view": made}


def push(workspace: Workspace, arguments: Json) -> Json:
    """Show a modal on top of the one that the trigger came from."""
    view = _view(arguments)
    trigger = workspace.triggers.take(required(arguments, "trigger_id"))
    return {"ok": True, "view": workspace.views.push(trigger.user, view)}


def update(workspace: Workspace, arguments: Json) -> Json:
    """Show something else in a modal that is still open."""
    view = workspace.views.update(
        required(arguments, "view_id"), _view(arguments), seen=str(arguments.get("hash") or "")
    )
    return {"ok": True, "view": view}


def publish(workspace: Workspace, arguments: Json) -> Json:
    """Show something on a person's Home tab."""
    if not workspace.manifest.features.app_home.home_tab_enabled:
        raise SlackError("not_enabled")
    user = required(arguments, "user_id")
    if user not in workspace.directory.users:
        raise SlackError("user_not_found")
    view = workspace.views.publish(user, _view(arguments), seen=str(arguments.get("hash") or ""))
    return {"ok": True, "view": view}


def _view(arguments: Json) -> object:
    """In a form, a view is JSON in a field."""
    view = arguments.get("view")
    if not isinstance(view, str):
        return view
    try:
        return json.loads(view)
    except (ValueError, RecursionError):
        raise SlackError("invalid_arguments") from None
