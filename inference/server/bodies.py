"""The JSON of a request, bounded before it is read."""

import json
from http import HTTPStatus

from flask import abort, request

from inference.contract import MAX_QUESTION_LENGTH, MAX_TEXT_LENGTH, ErrorCode, InferenceError
from inference.statuses import NOT_JSON

MAX_BATCH = 32
"""Requests in one batch."""

BYTES_PER_CHARACTER = 12
"""The longest way to write a code point in JSON: two escaped surrogates."""

MAX_BODY = (MAX_TEXT_LENGTH + MAX_QUESTION_LENGTH) * BYTES_PER_CHARACTER + 4096
"""Bytes of one request: no text that the contract allows is refused for the way it is written."""

MAX_BATCH_BODY = 4 * 1024 * 1024
"""Bytes of a batch: four megabytes, which is also what a SageMaker serverless endpoint takes."""

JSON = "application/json"


def read_json(limit: int) -> object:
    """The decoded body.

    Raises
    ------
    InferenceError
        `invalid_request` for a body that is no JSON.
    HTTPException
        415 for another content type, 413 for more bytes than `limit`.
    """
    if request.mimetype != JSON:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    request.max_content_length = limit
    try:
        return json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        raise InferenceError(ErrorCode.INVALID_REQUEST, NOT_JSON) from None


def read_batch() -> list[object]:
    """The decoded body of a batch; raises like `read_json`."""
    batch = read_json(MAX_BATCH_BODY)
    if not isinstance(batch, list) or not 1 <= len(batch) <= MAX_BATCH:
        raise InferenceError(ErrorCode.INVALID_REQUEST, f"A batch must be a JSON list of 1 to {MAX_BATCH} requests.")
    return batch


def client_is_there() -> bool:
    """Whether somebody still waits for the response, as far as the server tells."""
    has_left = request.environ.get("waitress.client_disconnected")
    return not (has_left and has_left())
