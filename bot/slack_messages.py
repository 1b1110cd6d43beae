"""The parts of Slack's messages that are read, from events and from `conversations.replies` alike."""

from typing import Any

from pydantic import BaseModel, Field

PEOPLES_SUBTYPES = (None, "file_share", "thread_broadcast")
"""Subtypes of messages that a person wrote; edits, deletions and joins have others."""


class SlackFile(BaseModel):
    """A file or, where `mode` is `snippet`, a long paste that Slack turned into one."""

    mimetype: str | None = None
    mode: str | None = None
    size: int | None = None
    url_private: str | None = None
    url_private_download: str | None = None

    @property
    def url(self) -> str | None:
        return self.url_private_download or self.url_private

    @property
    def is_text(self) -> bool:
        return bool(self.url) and (self.mode == "snippet" or (self.mimetype or "").startswith("text/"))


class SlackAttachment(BaseModel):
    """A quoted message, if a person shared one; else the preview of a link."""

    text: str | None = None
    is_share: bool = False
    is_msg_unfurl: bool = False
    files: list[SlackFile] = Field(default_factory=list)

    @property
    def is_quote(self) -> bool:
        return self.is_share or self.is_msg_unfurl


class SlackMessage(BaseModel):
    """`ts` identifies a message in its channel; `thread_ts` is the `ts` of the message that its thread hangs under."""

    channel: str = ""
    ts: str = ""
    thread_ts: str | None = None
    user: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    text: str | None = None
    files: list[SlackFile] = Field(default_factory=list)
    attachments: list[SlackAttachment] = Field(default_factory=list)
    edited: dict[str, Any] | None = None

    @property
    def is_in_thread(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_by_a_person(self) -> bool:
        return not self.bot_id and bool(self.user) and self.subtype in PEOPLES_SUBTYPES

    @property
    def has_enclosures(self) -> bool:
        return bool(self.files) or any(each.is_quote for each in self.attachments)
