"""Text snippets: what is too long for a message and is sent as a file."""

import secrets
import time
from dataclasses import dataclass

from workspace.feed import Feed, Json
from workspace.ids import new_id

MAX_SNIPPET = 500_000
"""Characters; Slack allows 1 MB."""

_KEPT = 30
_PREVIEW_LINES = 5
_PREVIEW_CHARACTERS = 400


@dataclass(frozen=True)
class Snippet:
    text: str
    metadata: Json


class Files:
    """The latest snippets, by file id."""

    def __init__(self, feed: Feed, team_id: str, base_url: str) -> None:
        self._feed = feed
        self._team_id = team_id
        self._base_url = base_url
        self._snippets: dict[str, Snippet] = {}

    def add(self, text: str, title: str, user: str, channel: str) -> Json:
        """Keep a snippet; returns its file object."""
        file_id = new_id("F")
        url = f"{self._base_url}/files-pri/{self._team_id}-{file_id}/{secrets.token_hex(4)}.txt"
        metadata = {**_describe(text, title), "id": file_id, "user": user, "channels": [channel]}
        metadata |= {"url_private": url, "url_private_download": f"{url}?download=1"}
        with self._feed.lock:
            self._snippets[file_id] = Snippet(text, metadata)
            while len(self._snippets) > _KEPT:
                self._snippets.pop(next(iter(self._snippets)))
        return metadata

    def get(self, file_id: str) -> Snippet | None:
        with self._feed.lock:
            return self._snippets.get(file_id)


def _describe(text: str, title: str) -> Json:
    lines = text.splitlines() or [""]
    preview = "\n".join(lines[:_PREVIEW_LINES])[:_PREVIEW_CHARACTERS]
    return {
        "created": int(time.time()),
        "timestamp": int(time.time()),
        "name": f"{title}.txt",
        "title": title,
        "mimetype": "text/plain",
        "filetype": "text",
        "pretty_type": "Plain Text",
        "mode": "snippet",
        "editable": True,
        "is_external": False,
        "is_public": True,
        "size": len(text.encode()),
        "preview": preview,
        "lines": len(lines),
        "lines_more": max(0, len(lines) - _PREVIEW_LINES),
        "preview_is_truncated": len(preview) < len(text),
        "file_access": "visible",
    }
