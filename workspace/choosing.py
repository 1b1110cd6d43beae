"""Menus, checkboxes and radio buttons: what a person chooses, as the app is told of it."""

from collections.abc import Sequence

from workspace.errors import SlackError
from workspace.feed import Json

_ONE = {"static_select", "radio_buttons"}
_SEVERAL = {"checkboxes"}


def has_options(element: Json) -> bool:
    """Whether it is one of those."""
    return element["type"] in _ONE | _SEVERAL


def chosen(element: Json, values: Sequence[str]) -> Json:
    """The options with these values, in the element's order; raises SlackError `unknown_option`."""
    options = [option for option in element["options"] if option["value"] in values]
    if len(options) != len(values) or (element["type"] in _ONE and len(options) != 1):
        raise SlackError("unknown_option")
    return {"selected_option": options[0]} if element["type"] in _ONE else {"selected_options": options}
