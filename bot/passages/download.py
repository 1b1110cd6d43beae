"""Files fetched from Slack with the bot's token, and from nowhere else."""

import re
from email.message import Message
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bot.passages.errors import CannotReadError

_TIMEOUT_SECONDS: Final = 10
_VISIBLE = re.compile(r"[!-\[\]-~]+")
"""ASCII, but for spaces, controls and the backslash."""
_SLACKS = re.compile(r"([a-z0-9-]+\.)*slack\.com", re.IGNORECASE)

NO_PERMISSION = (
    "I am not allowed to open files here. Ask whoever installed me to install me again with the permission "
    "`files:read`, or paste the text into your message."
)
READABLE = "text files, PDF, Word (.docx), RTF and HTML"
NOT_FETCHED = (
    f"I could not fetch that file from Slack. I read {READABLE}. Please try again, or paste the text into your message."
)
NOT_FROM_SLACK = (
    f"That file is not kept on Slack, so I cannot open it. I read {READABLE} that are uploaded to Slack, or a text "
    "that is pasted into your message."
)


class _StayPut(HTTPRedirectHandler):
    """Follows no redirect: the token must not travel to another host."""

    def redirect_request(self, *_: object) -> None:
        return None


_opener = build_opener(_StayPut)


def download(url: str, token: str, most: int) -> tuple[bytes, Message]:
    """The file's content, cut off after one byte more than `most`, and its headers.

    Raises
    ------
    CannotReadError
        It is not permitted or cannot be reached.
    """
    request = Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - is_slacks checks the scheme
    try:
        with _opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
            return response.read(most + 1), response.headers
    except HTTPError as error:
        with error:
            redirected = 300 <= error.code < 400  # to the login page
            refused = redirected or error.code in (401, 403)
        raise CannotReadError(NO_PERMISSION if refused else NOT_FETCHED) from error
    except (HTTPException, OSError, ValueError) as error:
        raise CannotReadError(NOT_FETCHED) from error


def is_slacks(url: str, api_url: str) -> bool:
    """Whether the token may go there.

    Judged by the whole authority: a user name, a port or a backslash in it might mean another host to what connects.
    """
    if not _VISIBLE.fullmatch(url):
        return False  # urlsplit overlooks line ends, what connects does not
    try:
        parts, api = urlsplit(url), urlsplit(api_url)
    except ValueError:
        return False
    on_slack = parts.scheme == "https" and bool(_SLACKS.fullmatch(parts.netloc))
    return on_slack or (parts.scheme, parts.netloc) == (api.scheme, api.netloc)
