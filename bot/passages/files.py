"""Text files and snippets, fetched from Slack with the bot's token and from nowhere else."""

import re
from email.message import Message
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient

from bot.passages.errors import CannotReadError
from bot.slack_messages import SlackFile
from inference.contract import MAX_TEXT_LENGTH

MAX_BYTES: Final = 4 * MAX_TEXT_LENGTH
"""No longer text fits: UTF-8 takes at most four bytes for a code point."""

_TIMEOUT_SECONDS = 10
_VISIBLE = re.compile(r"[!-\[\]-~]+")
"""ASCII, but for spaces, controls and the backslash."""
_SLACKS = re.compile(r"([a-z0-9-]+\.)*slack\.com", re.IGNORECASE)

NO_PERMISSION = (
    "I am not allowed to open files here. Ask whoever installed me to install me again with the permission "
    "`files:read`, or paste the text into your message."
)
NOT_FETCHED = "I could not fetch that file from Slack. Please try again, or paste the text into your message."
TOO_LARGE = f"That file is too long for me: I read at most {MAX_TEXT_LENGTH:,} characters. Please send it in parts."
NOT_FROM_SLACK = "That file is not kept on Slack, so I cannot open it. Please paste its text into your message."


class _StayPut(HTTPRedirectHandler):
    """Follows no redirect: the token must not travel to another host."""

    def redirect_request(self, *_: object) -> None:
        return None


_opener = build_opener(_StayPut)


def fetch_text(file: SlackFile, client: WebClient) -> str:
    """The file's text, decoded as its server says or else as UTF-8.

    Raises
    ------
    CannotReadError
        It is not Slack's, not permitted, not a text, too large, or cannot be reached.
    """
    if not file.url or not is_slacks(file.url, client.base_url):
        raise CannotReadError(NOT_FROM_SLACK)
    if (file.size or 0) > MAX_BYTES:
        raise CannotReadError(TOO_LARGE)
    content, headers = _download(file.url, client.token or "")
    if len(content) > MAX_BYTES:
        raise CannotReadError(TOO_LARGE)
    if headers.get_content_type() == "text/html" and file.mimetype != "text/html":
        raise CannotReadError(NO_PERMISSION)  # Slack's login page, with status 200
    return _decode(content, headers.get_content_charset())


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


def _download(url: str, token: str) -> tuple[bytes, Message]:
    request = Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - is_slacks checked the scheme
    try:
        with _opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
            return response.read(MAX_BYTES + 1), response.headers
    except HTTPError as error:
        with error:
            redirected = 300 <= error.code < 400  # to the login page
            refused = redirected or error.code in (401, 403)
        raise CannotReadError(NO_PERMISSION if refused else NOT_FETCHED) from error
    except (HTTPException, OSError, ValueError) as error:
        raise CannotReadError(NOT_FETCHED) from error


def _decode(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        return content.decode("utf-8", errors="replace")
