"""Buttons and menus of a message or a view, and what the app is told of what is done with one."""

from typing import NamedTuple

from workspace.choosing import chosen, has_options
from workspace.errors import SlackError
from workspace.feed import Json


class Pressed(NamedTuple):
    """Which element of which block; `value` tells the two buttons of a feedback element apart.

    `chosen` are values of options, where it has any.
    """

    block_id: str
    action_id: str
    value: str = ""
    chosen: tuple[str, ...] = ()


def action_of(blocks: list[Json], pressed: Pressed) -> Json:
    """The pressed element as the app is told of it; raises SlackError `unknown_action`."""
    elements = [
        (block["block_id"], element)
        for block in blocks
        if block.get("block_id") == pressed.block_id
        for element in [*block.get("elements", []), block.get("accessory", {})]
    ]
    for block_id, element in elements:
        if element.get("action_id") != pressed.action_id:
            continue
        common = {"type": element["type"], "action_id": pressed.action_id, "block_id": block_id}
        if has_options(element):
            return {**common, **chosen(element, pressed.chosen)}
        if element["type"] != "feedback_buttons":
            return {**common, **{key: element[key] for key in ("text", "value", "style") if key in element}}
        for button in (element["positive_button"], element["negative_button"]):
            if button["value"] == pressed.value:
                return {**common, "text": button["text"], "value": pressed.value}
    raise SlackError("unknown_action")
