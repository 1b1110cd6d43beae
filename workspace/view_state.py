"""What a person has typed into a view, checked as Slack's client checks it before it sends anything."""

from collections.abc import Mapping

from workspace.feed import Json

Typed = Mapping[str, Mapping[str, str | None]]
"""By `block_id` and `action_id`."""

REQUIRED = "Please complete this required field."
TOO_LONG = "Please write at most {most} characters."


def state_of(view: Json, typed: Typed) -> Json:
    """`view.state` as an interaction brings it; fields that were not touched keep their initial value."""
    values: Json = {}
    for block_id, element in _fields(view):
        said = typed.get(block_id, {}).get(element["action_id"], element.get("initial_value"))
        values.setdefault(block_id, {})[element["action_id"]] = {"type": element["type"], "value": said or None}
    return {"values": values}


def faults(view: Json, state: Json) -> dict[str, str]:
    """A sentence for each block that cannot be submitted as it is."""
    found = {}
    optional = {block["block_id"] for block in view["blocks"] if block.get("optional")}
    for block_id, element in _fields(view):
        said = state["values"][block_id][element["action_id"]]["value"] or ""
        if not said and block_id not in optional:
            found[block_id] = REQUIRED
        elif len(said) > (most := element.get("max_length", 3000)):
            found[block_id] = TOO_LONG.format(most=most)
    return found


def _fields(view: Json) -> list[tuple[str, Json]]:
    return [(block["block_id"], block["element"]) for block in view["blocks"] if block["type"] == "input"]
