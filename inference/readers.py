"""The three readers by task, and the one way to put a decoded JSON value to them."""

import logging
from typing import TYPE_CHECKING, Any, Protocol

from inference.contract import REQUEST_TYPES, ErrorCode, InferenceError, Task, parse_request, to_builtins

if TYPE_CHECKING:
    from inference.models import ModelRoot

_log = logging.getLogger(__name__)


class Reader(Protocol):
    """Cheap to construct; `load` is the expensive step; `read` takes a request of its task and returns the reply."""

    def load(self) -> None: ...

    def read(self, request: Any) -> Any: ...


def create_reader(task: Task, models: "ModelRoot") -> Reader:
    """Make the reader of a task; nothing is loaded, and only this task's libraries are imported."""
    match task:
        case Task.NOUNS:
            from inference.nouns import NounsReader  # noqa: PLC0415 - spaCy is a slow import that others do not need

            return NounsReader(models)
        case Task.CATEGORY:
            from inference.category import CategoryReader  # noqa: PLC0415

            return CategoryReader(models)
        case Task.ANSWERS:
            from inference.answers import AnswersReader  # noqa: PLC0415

            return AnswersReader(models)


def respond(reader: Reader, task: Task, payload: object) -> dict[str, Any]:
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
