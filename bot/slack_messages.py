"""The parts of Slack's messages that are read, from events and from what the Web API gives alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

PEOPLES_SUBTYPES = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that a person wrote; edits, deletions and joins have others."""

APPS_SUBTYPE = "bot_message"
"""What an app posts under a name of its own, such as a workflow's; most of what apps post has no subtype."""

SLACKBOT = "USLACKBOT"

_MODES_WITHOUT_CONTENT = {"tombstone", "hidden_by_limit"}


def _objects(value: object) -> list[Any]:
    """What is no object in a list of objects says nothing."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


Json = dict[str, Any]
Objects = Annotated[list[Json], BeforeValidator(_objects)]
Text = Annotated[str, BeforeValidator(_text)]


class SlackFile(BaseModel):
    """A file or, where `mode` is `snippet`, a long paste that Slack turned into one.

    `plain_text` is what an e-mail that was posted into a channel says.
    """

    id: Text = ""
    name: Text = ""
    title: Text = ""
    mimetype: Text = ""
    filetype: Text = ""
    mode: Text = ""
    file_access: Text = ""
    size: int | None = None
    url_private: str | None = None
    url_private_download: str | None = None
    plain_text: Text = ""

    @property
    def url(self) -> str | None:
        return self.url_private_download or self.url_private

    @property
    def is_gone(self) -> bool:
        """Deleted, or older than the workspace's plan shows."""
        return self.mode in _MODES_WITHOUT_CONTENT

    @property
    def is_stub(self) -> bool:
        """From another workspace: only `files.info` tells what it is."""
        is_bare = bool(self.id) and not (self.mode or self.url or self.plain_text)
        return self.file_access == "check_file_info" or is_bare


Files = Annotated[list[SlackFile], BeforeValidator(_objects)]


class SlackAttachment(BaseModel):
    """A message that was shared, the preview of a link, or a part of what an app posted."""

    text: Text = ""
    pretext: Text = ""
    title: Text = ""
    fallback: Text = ""
    from_url: str | None = None
    original_url: str | None = None
    is_share: bool | None = None
    is_msg_unfurl: bool | None = None
    fields: Objects = Field(default_factory=list)
    blocks: Objects = Field(default_factory=list)
    message_blocks: Objects = Field(default_factory=list)
    attachments: Annotated[list[SlackAttachment], BeforeValidator(_objects)] = Field(default_factory=list)
    files: Files = Field(default_factory=list)

    @property
    def is_quote(self) -> bool:
        return bool(self.is_share or self.is_msg_unfurl)

    @property
    def is_preview(self) -> bool:
        return not self.is_quote and bool(self.from_url or self.original_url)


class SlackMessage(BaseModel):
    """`ts` identifies a message in its channel; `thread_ts` is the `ts` of the message that its thread hangs under."""

    channel: Text = ""
    channel_type: Text = ""
    ts: Text = ""
    thread_ts: str | None = None
    user: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    text: Text = ""
    blocks: Objects = Field(default_factory=list)
    files: Files = Field(default_factory=list)
    attachments: Annotated[list[SlackAttachment], BeforeValidator(_objects)] = Field(default_factory=list)
    edited: dict[str, Any] | None = None

    @property
    def is_in_thread(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts

    @property
    def is_said(self) -> bool:
        """By a person or an app, and not by Slack about what somebody did, such as joining."""
        return self.subtype in PEOPLES_SUBTYPES or self.subtype == APPS_SUBTYPE

    @property
    def is_through_an_app(self) -> bool:
        """Posted with a token: with a person's own, or with that of an app's bot."""
        return bool(self.bot_id)
