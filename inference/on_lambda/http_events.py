"""API Gateway's requests (payload format 2.0) to a reader function, and the responses it wants."""

import base64
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeGuard

from inference.contract import ErrorCode, InferenceError, to_builtins
from inference.statuses import NOT_JSON, NOT_JSON_TYPE, STATUS

_JSON = "application/json"

Event = dict[str, Any]
Reply = dict[str, Any]


def is_http_event(event: object) -> TypeGuard[Event]:
    """Whether API Gateway sent it; a request of the contract has no such fields."""
    match event:
        case {"version": "2.0", "requestContext": {"http": {**_http}}}:
            return True
        case _:
            return False


def answer_http(event: Event, read: Callable[[object], Reply]) -> dict[str, Any]:
    """Have the body read; the response carries the reply, or the error with the status that says the same."""
    media_type = event.get("headers", {}).get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _JSON:
        refusal = InferenceError(ErrorCode.INVALID_REQUEST, NOT_JSON_TYPE)
        return _response(to_builtins(refusal.reply()), HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        payload = _payload(event)
    except (ValueError, RecursionError):
        refusal = InferenceError(ErrorCode.INVALID_REQUEST, NOT_JSON)
        return _response(to_builtins(refusal.reply()), HTTPStatus.BAD_REQUEST)
    reply = read(payload)
    error = reply.get("error")
    return _response(reply, STATUS[error["code"]] if error else HTTPStatus.OK)


def _payload(event: Event) -> object:
    body = event.get("body", "")
    return json.loads(base64.b64decode(body) if event.get("isBase64Encoded") else body)


def _response(reply: Reply, status: HTTPStatus) -> dict[str, Any]:
    headers = {"content-type": _JSON, "cache-control": "no-store"}
    return {"statusCode": int(status), "headers": headers, "body": json.dumps(reply, ensure_ascii=False)}
