"""The one way to put a decoded JSON value to a reader."""

import logging
from typing import TYPE_CHECKING, Any

from inference.contract import REQUEST_TYPES, ErrorCode, InferenceError, Task, parse_request, to_builtins

if TYPE_CHECKING:
    from inference.readers import Reader

_log = logging.getLogger(__name__)


def respond(reader: "Reader", task: Task, payload: object) -> dict[str, Any]:
    """Answer a decoded JSON value with a reply or an error, ready for JSON; never raises."""
    try:
        reply = reader.read(parse_request(REQUEST_TYPES[task], payload))
        return to_builtins(reply)
    except InferenceError as error:
        return to_builtins(error.reply())
    except Exception as error:  # the contract promises an error reply, whatever happened
        _log.error("%s reader failed: %s", task, type(error).__name__, exc_info=_without_values(error))
        failure = InferenceError(
            ErrorCode.INTERNAL, "Something went wrong while reading; try again, or a shorter text."
        )
        return to_builtins(failure.reply())


def _without_values(error: Exception) -> Exception:
    """The same traceback without the message, which may quote the text."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
