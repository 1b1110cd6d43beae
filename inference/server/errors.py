"""Errors over HTTP: always the contract's, with the status that says the same."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from inference.contract import ErrorCode, InferenceError, Task, to_builtins
from inference.statuses import NOT_JSON_TYPE, STATUS

_RETRY_SECONDS = "5"

_SENTENCES: Mapping[int, str] = {
    HTTPStatus.NOT_FOUND: f"There is nothing at this address. The tasks are {', '.join(Task)}: POST /v1/{Task.NOUNS}.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take this method. Tasks take POST.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request is too large. Send shorter texts, or fewer at a time.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: NOT_JSON_TYPE,
}

_log = logging.getLogger(__name__)


def to_response(reply: dict[str, Any]) -> Response:
    """A reply of the contract, or its error with the right status."""
    response = jsonify(reply)
    if error := reply.get("error"):
        response.status_code = STATUS[error["code"]]
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def to_batch_response(replies: Sequence[dict[str, Any]]) -> Response:
    """Replies in a list; where none of them could be read for want of room or of a model, with the status for that."""
    codes = {reply["error"]["code"] if "error" in reply else None for reply in replies}
    response = jsonify(replies)
    if codes == {ErrorCode.MODEL_UNAVAILABLE}:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def handle_errors(app: Flask) -> None:
    """Answer what Flask, Werkzeug and accidents raise in the contract's words."""

    @app.errorhandler(InferenceError)
    def refuse(error: InferenceError) -> Response:
        return to_response(to_builtins(error.reply()))

    @app.errorhandler(HTTPException)
    def refuse_request(error: HTTPException) -> Response:
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        if status < HTTPStatus.BAD_REQUEST:  # a redirect
            return Response(error.get_response().get_data(), status, error.get_response().headers.items())
        code = ErrorCode.INVALID_REQUEST if status < HTTPStatus.INTERNAL_SERVER_ERROR else ErrorCode.INTERNAL
        sentence = _SENTENCES.get(status, f"The request cannot be answered ({error.name}).")
        response = jsonify(to_builtins(InferenceError(code, sentence).reply()))
        response.status_code = status
        if allowed := getattr(error, "valid_methods", None):
            response.headers["Allow"] = ", ".join(sorted(allowed))
        return response

    @app.errorhandler(Exception)
    def apologise(error: Exception) -> Response:
        # Neither message nor body: both may hold the text.
        _log.error("%s %s failed: %s", request.method, request.url_rule, type(error).__name__)
        return to_response(to_builtins(InferenceError(ErrorCode.INTERNAL, "Something went wrong. Try again.").reply()))
