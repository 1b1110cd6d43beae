"""What may be logged of a failure: types, codes and places, never an exception's own words.

Those often hold what the person wrote: pydantic quotes its input, slack_sdk the request, a model its text.
"""

import re
import traceback
from urllib.error import HTTPError, URLError

from slack_sdk.errors import SlackApiError

from inference.contract import InferenceError

_CODE = re.compile(r"[a-z][a-z0-9_]{0,60}")
_HALF_DONE = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
"""Slack's codes of failures in the midst of a call, some of which may have been done."""

_LONGEST_CHAIN = 3
_DEEPEST_FRAMES = 6
_OURS = ("bot.", "inference.")


class ResponseUrlError(Exception):
    """A slash command's response URL did not take a message: it has expired, is used up, or Slack is in trouble."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.code = status


def slack_error_code(error: SlackApiError) -> str:
    """Slack's own code, such as `not_in_channel`; `ratelimited` or `http_500` where the answer held none."""
    response = error.response
    if getattr(response, "status_code", 200) == 429:
        return "ratelimited"
    code = response.get("error") if response is not None else None
    if code == "rate_limited":  # some methods spell it so
        return "ratelimited"
    if isinstance(code, str) and _CODE.fullmatch(code):
        return code
    return f"http_{getattr(response, 'status_code', 'unknown')}"


def may_have_been_taken(error: Exception) -> bool:
    """Whether Slack may have done what it was asked to, although the answer was an error or did not come.

    slack_sdk raises URLError only where a request did not get out.
    """
    if isinstance(error, SlackApiError):
        code = slack_error_code(error)
        in_trouble = getattr(error.response, "status_code", 200) >= 500
        return in_trouble or code in _HALF_DONE or code.startswith("http_")
    return not isinstance(error, URLError)


def describe(error: BaseException) -> str:
    """One line: the error and its causes, each with its code and the places it passed, outermost first."""
    chain: list[str] = []
    current: BaseException | None = error
    while current is not None and len(chain) < _LONGEST_CHAIN:
        chain.append(f"{type(current).__name__}{_code(current)} at {_places(current)}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return " because of ".join(chain)


def _code(error: BaseException) -> str:
    match error:
        case SlackApiError():
            return f"({slack_error_code(error)})"
        case InferenceError() | HTTPError() | ResponseUrlError():
            return f"({error.code})"
        case _:
            return ""


def _places(error: BaseException) -> str:
    """The lines of this project that it passed, and the one where it was raised."""
    frames = [
        f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_name}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    kept = [frame for frame in frames[:-1] if frame.startswith(_OURS)] + frames[-1:]
    return " > ".join(kept[-_DEEPEST_FRAMES:]) or "unknown"
