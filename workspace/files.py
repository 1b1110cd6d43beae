"""Files that people share: text snippets, which are what is too long for a message, and uploads of any type."""

import mimetypes
import secrets
import time
from dataclasses import dataclass
from pathlib import PurePath

from workspace.feed import Feed, Json
from workspace.ids import new_id

MAX_SNIPPET = 500_000
"""Characters; Slack allows 1 MB."""

MAX_UPLOAD = 10 * 1024 * 1024
"""Bytes; Slack allows 1 GB."""

_KEPT = 30
_PREVIEW_LINES = 5
_PREVIEW_CHARACTERS = 400
_TEXT_TYPES = {"txt": "text", "md": "markdown", "markdown": "markdown", "htm": "html"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MIMETYPES = {
    "apkg": "application/octet-stream",
    "docx": _DOCX,
    "md": "text/markdown",
    "rtf": "text/rtf",
    "csv": "text/csv",
}


@dataclass(frozen=True)
class SharedFile:
    """`metadata` is Slack's file object."""

    content: bytes
    metadata: Json

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")


class Files:
    """The latest files, by file id."""

    def __init__(self, feed: Feed, team_id: str, base_url: str) -> None:
        self._feed = feed
        self._team_id = team_id
        self._base_url = base_url
        self._files: dict[str, SharedFile] = {}

    def add_snippet(self, text: str, title: str, user: str, channel: str) -> Json:
        """Keep a snippet; returns its file object."""
        return self._keep(
            text.encode(), {**_describe_text(text, title), "mode": "snippet", "editable": True}, user, channel
        )

    def add_upload(self, content: bytes, name: str, user: str, channel: str, mimetype: str | None = None) -> Json:
        """Keep a file of any type, by default of that which its name ends in; returns its file object."""
        return self._keep(content, _describe_upload(content, name, mimetype), user, channel)

    def add_shared(self, file_id: str, content: bytes, name: str, title: str, user: str, channel: str) -> Json:
        """Keep what an app has uploaded, under the id that it was given; returns its file object."""
        described = {**_describe_upload(content, name, None), "title": title}
        return self._keep(content, described, user, channel, file_id)

    def get(self, file_id: str) -> SharedFile | None:
        with self._feed.lock:
            return self._files.get(file_id)

    def _keep(self, content: bytes, described: Json, user: str, channel: str, file_id: str = "") -> Json:
        file_id = file_id or new_id("F")
        ending = PurePath(described["name"]).suffix
        url = f"{self._base_url}/files-pri/{self._team_id}-{file_id}/{secrets.token_hex(4)}{ending}"
        metadata = {**_COMMON, **described, "id": file_id, "user": user, "channels": [channel], "size": len(content)}
        metadata |= {"created": int(time.time()), "timestamp": int(time.time())}
        metadata |= {"url_private": url, "url_private_download": f"{url}?download=1"}
        with self._feed.lock:
            self._files[file_id] = SharedFile(content, metadata)
            while len(self._files) > _KEPT:
                self._files.pop(next(iter(self._files)))
        return metadata


_COMMON: Json = {"editable": False, "is_external": False, "is_public": True, "file_access": "visible"}


def stub_of(file: Json) -> Json:
    """What a message holds of a file from another workspace: `files.info` tells the rest."""
    return {"id": file["id"], "created": 0, "timestamp": 0, "mode": "file_access", "file_access": "check_file_info"}


def _describe_text(text: str, title: str) -> Json:
    lines = text.splitlines() or [""]
    preview = "\n".join(lines[:_PREVIEW_LINES])[:_PREVIEW_CHARACTERS]
    return {
        "name": f"{title}.txt",
        "title": title,
        "mimetype": "text/plain",
        "filetype": "text",
        "pretty_type": "Plain Text",
        "preview": preview,
        "lines": len(lines),
        "lines_more": max(0, len(lines) - _PREVIEW_LINES),
        "preview_is_truncated": len(preview) < len(text),
    }


def _describe_upload(content: bytes, name: str, mimetype: str | None) -> Json:
    ending = PurePath(name).suffix.removeprefix(".").lower()
    guessed = mimetype or _MIMETYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    preview = _describe_text(content.decode("utf-8", "replace"), name) if guessed.startswith("text/") else {}
    described = {
        "name": name,
        "title": name,
        "mimetype": guessed,
        "filetype": _TEXT_TYPES.get(ending, ending or "binary"),
    }
    return {**preview, **described, "pretty_type": (ending or "binary").upper(), "mode": "hosted"}
