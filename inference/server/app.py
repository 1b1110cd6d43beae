"""The Flask app: tasks, what hosts ask, the API's own description and the page."""

from collections.abc import Collection, Sequence
from pathlib import Path

from flask import Flask, Response, jsonify

from inference.contract import Task
from inference.processes.readers import READING_SECONDS, Readers
from inference.server.bodies import MAX_BATCH_BODY
from inference.server.desk import Desk
from inference.server.errors import handle_errors
from inference.server.exporting import export_routes
from inference.server.hosting import hosting_routes
from inference.server.openapi import openapi
from inference.server.places import Places
from inference.server.routes import task_routes
from pages.guards import check_host, serve_shared

WEB = Path(__file__).with_name("web")


def create_app(
    tasks: Sequence[Task],
    readers: Readers,
    *,
    timeout: float = READING_SECONDS,
    places: Places | None = None,
    names: Collection[str] | None = None,
) -> Flask:
    """Build the app and start loading the models.

    Parameters
    ----------
    timeout
        Bounds every reply, in seconds.
    names
        By which requests may call the server, beside localhost and addresses; None for a server behind a proxy that
        sees to it.
    """
    places = places or Places()
    desks = {task: Desk(task, readers, places, timeout=timeout) for task in tasks}
    app = Flask(__name__, static_folder=WEB / "static", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = MAX_BATCH_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # of Flask's default provider
    app.json.sort_keys = False  # type: ignore[attr-defined]
    handle_errors(app)
    if names is not None:
        check_host(app, names)
    serve_shared(app)
    app.register_blueprint(task_routes(desks.values()))
    app.register_blueprint(hosting_routes(desks))
    if Task.NOUNS in desks:
        app.register_blueprint(export_routes(desks[Task.NOUNS]))
    document = openapi(desks.keys())

    @app.get("/openapi.json")
    def describe() -> Response:
        return jsonify(document)

    @app.get("/")
    def page() -> Response:
        return app.send_static_file("index.html")

    for desk in desks.values():
        desk.load()
    return app
