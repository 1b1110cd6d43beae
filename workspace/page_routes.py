"""The page and its own API: what it shows, what a person does on it, and the stream of what changes."""

import io
import json
import threading
from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Flask, Response, abort, jsonify, request, send_file
from pydantic import Base64Bytes, BaseModel

from pages.guards import is_own_page
from workspace.feed import Feed, Json
from workspace.page_deeds import act
from workspace.snapshot import snapshot
from workspace.state import Workspace

MAX_STREAMS = 24
"""Open pages; each holds one of the server's threads."""

_HEARTBEAT_SECONDS = 10.0


class Said(BaseModel):
    """Something typed: a message, a command's text, or a snippet with its comment."""

    channel: str
    text: str
    thread_ts: str | None = None
    command: str = ""
    comment: str = ""


class Uploaded(BaseModel):
    """A file of any type, with its comment."""

    channel: str
    name: str
    content: Base64Bytes
    thread_ts: str | None = None
    comment: str = ""


def page_routes(workspace: Workspace) -> Blueprint:
    """`/page/...`: the page's own API, which answers only the page."""
    routes = Blueprint("page", __name__)
    free_streams = threading.BoundedSemaphore(MAX_STREAMS)

    @routes.before_request
    def refuse_other_sites() -> None:
        if not is_own_page(request):
            abort(HTTPStatus.FORBIDDEN)

    @routes.get("/page/state")
    def state() -> Response:
        return jsonify(snapshot(workspace))

    @routes.get("/page/stream")
    def stream() -> Response:
        return _stream(workspace.feed, free_streams)

    @routes.post("/page/messages")
    def post_message() -> Response:
        return act(lambda said: workspace.post_message(said.channel, said.text, thread_ts=said.thread_ts), Said)

    @routes.post("/page/commands")
    def run_command() -> Response:
        return act(
            lambda said: workspace.run_command(said.channel, said.command, said.text, thread_ts=said.thread_ts), Said
        )

    _file_routes(routes, workspace)
    return routes


def _file_routes(routes: Blueprint, workspace: Workspace) -> None:
    """What is shared as a file, and how it is seen."""

    @routes.post("/page/snippets")
    def upload_snippet() -> Response:
        return act(
            lambda said: workspace.upload_snippet(
                said.channel, said.text, comment=said.comment, thread_ts=said.thread_ts
            ),
            Said,
        )

    @routes.post("/page/uploads")
    def upload_file() -> Response:
        return act(
            lambda sent: workspace.upload_file(
                sent.channel, sent.content, sent.name, comment=sent.comment, thread_ts=sent.thread_ts
            ),
            Uploaded,
        )

    @routes.get("/page/files/<file_id>")
    def file(file_id: str) -> Response:
        return _file(workspace, file_id)

    @routes.get("/page/files/<file_id>/content")
    def download(file_id: str) -> Response:
        return _download(workspace, file_id)


def serve_page(app: Flask) -> None:
    """The page itself: static files, of which the browser asks each time whether they have changed."""

    @app.get("/")
    def index() -> Response:
        return app.send_static_file("index.html")


def _stream(feed: Feed, free_streams: threading.BoundedSemaphore) -> Response:
    if not free_streams.acquire(blocking=False):
        abort(HTTPStatus.SERVICE_UNAVAILABLE)
    seen = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    response = Response(_events(feed, seen), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.call_on_close(free_streams.release)
    return response


def _file(workspace: Workspace, file_id: str) -> Response:
    file = workspace.files.get(file_id)
    return Response(file.text, mimetype="text/plain") if file else abort(HTTPStatus.NOT_FOUND)


def _download(workspace: Workspace, file_id: str) -> Response:
    """The file as it was shared; the browser is to keep it, and show nothing of it on a page."""
    file = workspace.files.get(file_id) or abort(HTTPStatus.NOT_FOUND)
    return send_file(
        io.BytesIO(file.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file.metadata["name"],
    )


def _events(feed: Feed, seen: str) -> Iterator[str]:
    """Server-sent events from where the page was; `reset` where it has to load everything anew."""
    run, _, last = seen.partition("-")
    position = int(last) if run == feed.run and last.isdecimal() else -1
    while not feed.closed:
        changes = feed.after(position)
        if changes is None:
            yield _event(feed, feed.position, {"kind": "reset"})
            return
        for change in changes:
            position = change.position
            yield _event(feed, position, change.data)
        yield ": still here\n\n"
        feed.wait(position, _HEARTBEAT_SECONDS)


def _event(feed: Feed, position: int, data: Json) -> str:
    return f"id: {feed.run}-{position}\ndata: {json.dumps(data)}\n\n"
