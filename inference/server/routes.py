"""`/v1/TASK` and `/v1/TASK/batch`: the contract's JSON, one request or a list of them."""

from collections.abc import Iterable

from flask import Blueprint, Response

from inference.server.bodies import MAX_BODY, client_is_there, read_batch, read_json
from inference.server.desk import Desk
from inference.server.errors import to_batch_response, to_response


def task_routes(desks: Iterable[Desk]) -> Blueprint:
    """Routes of the tasks that are served."""
    routes = Blueprint("tasks", __name__, url_prefix="/v1")
    for desk in desks:
        _add(routes, desk)
    return routes


def _add(routes: Blueprint, desk: Desk) -> None:
    @routes.post(f"/{desk.task}", endpoint=desk.task)
    def read() -> Response:
        (reply,) = desk.respond([read_json(MAX_BODY)], client_is_there)
        return to_response(reply)

    @routes.post(f"/{desk.task}/batch", endpoint=f"{desk.task}-batch")
    def read_many() -> Response:
        """Replies in the order of the requests; one that cannot be answered has its error in its place."""
        return to_batch_response(desk.respond(read_batch(), client_is_there))
