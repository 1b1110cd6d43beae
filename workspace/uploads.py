"""Files that an app is uploading: an address is asked for, the bytes go there, and then the file is shared."""

import secrets
from dataclasses import dataclass
from typing import Final

from workspace.errors import SlackError
from workspace.feed import Feed
from workspace.files import MAX_UPLOAD
from workspace.ids import new_id

_KEPT: Final = 30


@dataclass(frozen=True)
class Upload:
    """`content` is None until the bytes have come."""

    file_id: str
    name: str
    length: int
    content: bytes | None = None


class Uploads:
    """The latest that are under way, by the secret of their address."""

    def __init__(self, feed: Feed, base_url: str) -> None:
        self._feed = feed
        self._base_url = base_url
        self._uploads: dict[str, Upload] = {}

    def begin(self, name: str, length: int) -> tuple[str, str]:
        """The address to send the bytes to, and the id that the file will have.

        Raises
        ------
        SlackError
            `file_upload_size_restricted` for more bytes than are taken.
        """
        if length > MAX_UPLOAD:
            raise SlackError("file_upload_size_restricted")
        secret, file_id = secrets.token_urlsafe(24), new_id("F")
        with self._feed.lock:
            self._uploads[secret] = Upload(file_id, name, length)
            while len(self._uploads) > _KEPT:
                self._uploads.pop(next(iter(self._uploads)))
        return f"{self._base_url}/upload/v1/{secret}", file_id

    def receive(self, secret: str, content: bytes) -> None:
        """Take the bytes, once; raises SlackError where there is no such address, or their number is another."""
        with self._feed.lock:
            upload = self._uploads.get(secret)
            if upload is None or upload.content is not None:
                raise SlackError("not_found")
            if len(content) != upload.length:
                raise SlackError("invalid_length")
            self._uploads[secret] = Upload(upload.file_id, upload.name, upload.length, content)

    def take(self, file_id: str) -> Upload:
        """What has been uploaded under an id, which then is done; raises SlackError `file_not_found`."""
        with self._feed.lock:
            found = [(secret, each) for secret, each in self._uploads.items() if each.file_id == file_id]
            if not found or found[0][1].content is None:
                raise SlackError("file_not_found")
            secret, upload = found[0]
            del self._uploads[secret]
            return upload
