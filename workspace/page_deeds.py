"""What a person does on the page, and what the page is told where it cannot be done."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Response, abort, jsonify, request
from pydantic import BaseModel, ValidationError

from workspace.errors import SlackError

_SENTENCES = {
    "no_text": "Write something first.",
    "msg_too_long": "This is too long for a message. Send it as a text snippet.",
    "file_too_large": "This is too large to be sent, as a snippet or as a file.",
    "no_file_data": "This file is empty.",
    "channel_not_found": "This channel is gone. Reload the page.",
    "thread_not_found": "This thread is gone.",
    "message_not_found": "This message is gone.",
    "not_found": "This dialog is closed.",
    "not_taken": "We had some trouble connecting. Try again?",
}

DeedT = TypeVar("DeedT", bound=BaseModel)


def act(action: Callable[[DeedT], Any], shape: type[DeedT]) -> Response:
    """Do what the request asks for, in that shape; a refusal is a sentence."""
    if not request.is_json:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        return jsonify(ok=True, result=action(shape.model_validate_json(request.get_data())))
    except ValidationError:
        return _refusal("The page sent something that cannot be read. Reload it.")
    except SlackError as error:
        return _refusal(_SENTENCES.get(error.code, error.code))


def _refusal(sentence: str) -> Response:
    response = jsonify(ok=False, error=sentence)
    response.status_code = HTTPStatus.BAD_REQUEST
    return response
