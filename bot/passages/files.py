"""The text of a file that somebody shared: snippets, text files, documents and e-mails."""

from collections.abc import Callable
from email.message import Message
from http.client import HTTPException
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.charsets import decode
from bot.documents.kinds import DocumentError, Flaw, Kind
from bot.documents.limits import MAX_BYTES as MAX_DOCUMENT_BYTES
from bot.documents.limits import MAX_PAGES
from bot.failures import slack_error_code
from bot.passages.download import NO_PERMISSION, NOT_FETCHED, NOT_FROM_SLACK, READABLE, download, is_slacks
from bot.passages.errors import CannotReadError
from bot.passages.file_kinds import TEXT, FileKind, kind_of
from bot.slack_messages import SlackFile
from inference.contract import MAX_TEXT_LENGTH

MAX_BYTES: Final = 4 * MAX_TEXT_LENGTH
"""No longer text fits: UTF-8 takes at most four bytes for a code point."""

NOT_A_TEXT = f"I can read {READABLE} only. Please paste the text into your message."
EMPTY = "That file is empty."
GONE = "It was deleted, or Slack does not show it any more."
TOO_LARGE = f"That file is too long for me: I read at most {MAX_TEXT_LENGTH:,} characters. Please send it in parts."

_FLAWS: Final = {
    Flaw.UNREADABLE: "I cannot read that file: it is damaged, or not what it seems to be. Please paste its text.",
    Flaw.PROTECTED: "That file is protected by a password. Please send it without one, or paste its text.",
    Flaw.TOO_LARGE: (
        f"That file is too large for me: I read documents of at most {MAX_DOCUMENT_BYTES // 1024**2} MB and "
        f"{MAX_PAGES} pages, and {MAX_TEXT_LENGTH:,} characters of text. Please send it in parts."
    ),
    Flaw.WITHOUT_TEXT: "That file holds no text, perhaps only pictures of it. Please paste the text into your message.",
}
_SIGN_IN: Final = (b"sign in", b"signin", b"slack-edge.com")


def fetch_text(file: SlackFile, client: WebClient) -> str:
    """The file's text.

    Raises
    ------
    CannotReadError
        It is gone, not Slack's, not permitted, holds no text, is too large, or cannot be reached.
    """
    if file.is_stub:
        file = _described(file, client)
    if file.is_gone:
        raise CannotReadError(GONE)
    if file.plain_text.strip():
        return file.plain_text
    kind = kind_of(file)
    if kind is None:
        raise CannotReadError(NOT_A_TEXT)
    if not file.url or not is_slacks(file.url, client.base_url):
        raise CannotReadError(NOT_FROM_SLACK)
    text = _READ[kind](*_content(file, file.url, kind, client.token or ""))
    if len(text) > MAX_TEXT_LENGTH and kind is not TEXT:
        raise CannotReadError(TOO_LARGE)
    if not text.strip():
        raise CannotReadError(EMPTY)
    return text


def _described(stub: SlackFile, client: WebClient) -> SlackFile:
    """Files from other workspaces come as stubs."""
    try:
        described = client.files_info(file=stub.id).get("file")
    except SlackApiError as error:
        refused = slack_error_code(error) in {"missing_scope", "access_denied", "not_allowed_token_type"}
        raise CannotReadError(NO_PERMISSION if refused else NOT_FETCHED) from error
    except (OSError, HTTPException) as error:
        raise CannotReadError(NOT_FETCHED) from error
    file = SlackFile.model_validate(described or {})
    return file.model_copy(update={"file_access": ""})


def _content(file: SlackFile, url: str, kind: FileKind, token: str) -> tuple[bytes, str | None]:
    most, too_large = (MAX_BYTES, TOO_LARGE) if kind is TEXT else (MAX_DOCUMENT_BYTES, _FLAWS[Flaw.TOO_LARGE])
    if (file.size or 0) > most:
        raise CannotReadError(too_large)
    content, headers = download(url, token, most)
    if len(content) > most:
        raise CannotReadError(too_large)
    if _is_sign_in_page(content, headers, file, kind):
        raise CannotReadError(NO_PERMISSION)
    return content, headers.get_content_charset()


def _is_sign_in_page(content: bytes, headers: Message, file: SlackFile, kind: FileKind) -> bool:
    """What Slack gives, with status 200, to whom it does not give the file."""
    if headers.get_content_type() != "text/html":
        return False
    if kind is not Kind.HTML:
        return True
    return file.size != len(content) and any(mark in content.lower() for mark in _SIGN_IN)


def _read_document(kind: Kind) -> Callable[[bytes, str | None], str]:
    def read(content: bytes, charset: str | None) -> str:
        from bot.documents.process import document_text  # noqa: PLC0415 - few messages hold a document

        try:
            return document_text(kind, content, MAX_TEXT_LENGTH + 1, charset)
        except DocumentError as error:
            raise CannotReadError(_FLAWS[error.flaw]) from error

    return read


_READ: Final[dict[FileKind, Callable[[bytes, str | None], str]]] = {
    TEXT: decode,
    **{kind: _read_document(kind) for kind in Kind},
}
