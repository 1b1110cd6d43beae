"""The page's own API for shortcuts, buttons and modals."""

from http import HTTPStatus
from typing import Literal

from flask import Blueprint, Response, abort, request
from pydantic import BaseModel, Field

from pages.guards import is_own_page
from workspace.page_deeds import act
from workspace.pressing import Pressed
from workspace.state import Workspace

Typed = dict[str, dict[str, str | None]]


class UsedShortcut(BaseModel):
    """A message's where channel and timestamp are given, else a global one."""

    callback_id: str
    channel: str = ""
    ts: str = ""


class PressedButton(BaseModel):
    """In a message, or in a view with what is typed into it; a menu and its like where something is chosen."""

    block_id: str
    action_id: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    channel: str = ""
    ts: str = ""
    view_id: str = ""
    typed: Typed = Field(default_factory=dict)

    @property
    def pressed(self) -> Pressed:
        return Pressed(self.block_id, self.action_id, self.value, self.chosen)


class LeftView(BaseModel):
    """A modal that is submitted or closed."""

    view_id: str
    typed: Typed = Field(default_factory=dict)


class OpenedHome(BaseModel):
    tab: Literal["home", "messages"]


def interaction_routes(workspace: Workspace) -> Blueprint:
    """`/page/shortcuts`, `/page/actions`, `/page/views/...` and `/page/home`, which answer only the page."""
    routes = Blueprint("interactions", __name__)

    @routes.before_request
    def refuse_other_sites() -> None:
        if not is_own_page(request):
            abort(HTTPStatus.FORBIDDEN)

    @routes.post("/page/shortcuts")
    def use_shortcut() -> Response:
        return act(
            lambda used: workspace.use_shortcut(used.callback_id, channel=used.channel, ts=used.ts), UsedShortcut
        )

    @routes.post("/page/actions")
    def press() -> Response:
        return act(lambda button: _press(workspace, button), PressedButton)

    @routes.post("/page/views/submissions")
    def submit() -> Response:
        return act(lambda left: workspace.submit_view(left.view_id, left.typed), LeftView)

    @routes.post("/page/views/closings")
    def close() -> Response:
        return act(lambda left: workspace.close_view(left.view_id), LeftView)

    @routes.post("/page/home")
    def open_home() -> Response:
        return act(lambda opened: workspace.open_home(opened.tab), OpenedHome)

    return routes


def _press(workspace: Workspace, button: PressedButton) -> None:
    if button.view_id:
        workspace.press_in_view(button.view_id, button.pressed, button.typed)
    else:
        workspace.press(button.channel, button.ts, button.pressed)
