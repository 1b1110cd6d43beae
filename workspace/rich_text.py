"""The shape of a `rich_text` block, which slack_sdk's models build but do not check."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Style(_Part):
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    code: bool | None = None
    underline: bool | None = None


class Text(_Part):
    type: Literal["text"]
    text: str = Field(min_length=1)
    style: Style | None = None


class Link(_Part):
    type: Literal["link"]
    url: str = Field(min_length=1, max_length=3000)
    text: str | None = None
    unsafe: bool | None = None
    style: Style | None = None


class UserMention(_Part):
    type: Literal["user"]
    user_id: str
    style: Style | None = None


class ChannelMention(_Part):
    type: Literal["channel"]
    channel_id: str
    style: Style | None = None


class GroupMention(_Part):
    type: Literal["usergroup"]
    usergroup_id: str
    style: Style | None = None


class Emoji(_Part):
    type: Literal["emoji"]
    name: str = Field(min_length=1)
    unicode: str | None = None
    skin_tone: int | None = None
    style: Style | None = None


class Date(_Part):
    type: Literal["date"]
    timestamp: int
    format: str
    url: str | None = None
    fallback: str | None = None
    style: Style | None = None


class Broadcast(_Part):
    type: Literal["broadcast"]
    range: Literal["here", "channel", "everyone"]
    style: Style | None = None


class Colour(_Part):
    type: Literal["color"]
    value: str
    style: Style | None = None


Inline = Annotated[
    Text | Link | UserMention | ChannelMention | GroupMention | Emoji | Date | Broadcast | Colour,
    Field(discriminator="type"),
]


class Section(_Part):
    type: Literal["rich_text_section"]
    elements: list[Inline]


class List(_Part):
    type: Literal["rich_text_list"]
    elements: list[Section]
    style: Literal["bullet", "ordered"]
    indent: int | None = Field(default=None, ge=0, le=8)
    offset: int | None = Field(default=None, ge=0)
    border: Literal[0, 1] | None = None


class Preformatted(_Part):
    type: Literal["rich_text_preformatted"]
    elements: list[Annotated[Text | Link, Field(discriminator="type")]]
    border: Literal[0, 1] | None = None


class Quote(_Part):
    type: Literal["rich_text_quote"]
    elements: list[Inline]
    border: Literal[0, 1] | None = None


class RichText(_Part):
    type: Literal["rich_text"]
    block_id: Annotated[str, Field(max_length=255)] | None = None
    elements: list[Annotated[Section | List | Preformatted | Quote, Field(discriminator="type")]]


def check_rich_text(block: dict[str, Any]) -> None:
    """Raise pydantic's ValidationError where Slack would refuse the block."""
    RichText.model_validate(block)
