"""What hosts ask: SageMaker's `/ping` and `/invocations`, and `/healthz` for everybody else."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.http import parse_options_header

from inference.background_reader import State
from inference.contract import ErrorCode, InferenceError, Task
from inference.server.bodies import MAX_BODY, client_is_there, read_json
from inference.server.desk import Desk
from inference.server.errors import to_response

ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes"
"""SageMaker passes this header on; `task=nouns` names the task where a server has several."""


def hosting_routes(desks: Mapping[Task, Desk]) -> Blueprint:
    """Routes that do not depend on which tasks are served."""
    routes = Blueprint("hosting", __name__)

    @routes.get("/ping")
    def ping() -> Response:
        """200 once every model has loaded: before that, SageMaker sends nothing here."""
        ready = all(desk.state is State.READY for desk in desks.values())
        return Response(status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)

    @routes.get("/healthz")
    def health() -> Response:
        """The server is up; which models are ready is for people to read."""
        return jsonify({task: desk.state for task, desk in desks.items()})

    @routes.post("/invocations")
    def invoke() -> Response:
        payload = _unwrapped(read_json(MAX_BODY))
        (reply,) = desks[_task(desks, payload)].respond([payload], client_is_there)
        return to_response(reply)

    return routes


def _unwrapped(payload: object) -> object:
    """`{"inputs": …}` of Hugging Face's containers means the same as the contract's fields."""
    match payload:
        case {"text": _} | {"context": _}:
            return payload
        case {"inputs": str(text)}:
            return {"text": text}
        case {"inputs": {**fields}}:
            return fields
        case _:
            return payload


def _task(desks: Mapping[Task, Desk], payload: Any) -> Task:
    """The task that the header names, or the only one, or what the fields stand for."""
    _, attributes = parse_options_header(f"attributes; {request.headers.get(ATTRIBUTES, '')}")
    named = attributes.get("task")
    if named is not None:
        if named not in desks:
            served = ", ".join(desks)
            raise InferenceError(ErrorCode.INVALID_REQUEST, f"There is no such task here. There is: {served}.")
        return Task(named)
    if len(desks) == 1:
        return next(iter(desks))
    has_text = isinstance(payload, dict) and isinstance(payload.get("text"), str)
    task = Task.CATEGORY if has_text else Task.ANSWERS
    if task not in desks:
        raise InferenceError(ErrorCode.INVALID_REQUEST, f"Name the task in the header {ATTRIBUTES}: task=….")
    return task
