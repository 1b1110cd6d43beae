"""What the function can be asked to do."""

from pathlib import Path
from typing import Any, Literal

import msgspec

from inference.contract import UNREADABLE, Task
from infra.model_sync.copying import Published, bring
from infra.model_sync.errors import SyncError
from infra.model_sync.locking import locked
from infra.model_sync.versions import Versions


class Action(msgspec.Struct, forbid_unknown_fields=True):
    """`switch` brings the version and makes it current; `roll_back` and `list` need no version, `list` no task."""

    action: Literal["switch", "roll_back", "list"]
    task: Task | None = None
    version: str | None = None


def perform(event: object, published: Published, root: Path) -> dict[str, Any]:
    """Do what the event asks for; the answer holds the state afterwards by task, or `error` with one sentence."""
    try:
        action = msgspec.convert(event, Action)
    except UNREADABLE:
        return {"error": "ModelSync does not know this action. Is the stack as new as the command?"}
    try:
        _perform(action, published, root)
    except SyncError as error:
        return {"error": str(error)}
    except OSError as error:  # something lies there that ModelSync did not make, or there is no room
        reason = error.strerror or type(error).__name__
        return {"error": f"The file system refused: {reason}. `python -m infra.models list` shows what is current."}
    return {"tasks": {task.value: _state(Versions(root / task)) for task in Task}}


def _perform(action: Action, published: Published, root: Path) -> None:
    match action:
        case Action(action="switch", task=Task() as task, version=str(version)):
            with locked(root):
                versions = Versions(root / task)
                bring(published, versions, task, version)
                versions.switch(version)
        case Action(action="roll_back", task=Task() as task):
            with locked(root):
                Versions(root / task).roll_back()
        case Action(action="list"):
            pass
        case _:
            raise SyncError(f"{action.action} lacks a task or a version.")


def _state(versions: Versions) -> dict[str, Any]:
    return {"current": versions.current, "previous": versions.previous, "present": versions.present()}
