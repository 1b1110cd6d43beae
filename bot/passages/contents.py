"""What a message holds: its writer's words, and what is enclosed with them."""

import re
from dataclasses import dataclass, field

from bot.passages.blocks import RICH_TEXT, blocks_text
from bot.passages.formatting import unformatted
from bot.slack_messages import SlackAttachment, SlackFile, SlackMessage

_DEEPEST = 5
_NO_FALLBACK = re.compile(r"\[no preview available\]\s*|\[[^\]]*\][^:]{0,40}:\s*", re.IGNORECASE)
"""Slack's own words where an attachment has no text of its own."""


@dataclass(frozen=True)
class Contents:
    """Texts are in Slack's notation, without formatting. `previews` are of pages that the message links to."""

    words: str
    enclosed: list[str] = field(default_factory=list)
    previews: list[str] = field(default_factory=list)
    files: list[SlackFile] = field(default_factory=list)

    @property
    def has_enclosures(self) -> bool:
        return bool(self.enclosed or self.previews or self.files)


def contents(message: SlackMessage) -> Contents:
    """Sort what a message holds; nothing is said twice."""
    words, shown = _words(message)
    found = Contents(words, [shown] if shown else [], [], list(message.files))
    for attachment in message.attachments:
        _add(found, attachment, 0)
    return found


def _words(message: SlackMessage) -> tuple[str, str]:
    """What was typed, and what the message shows beside it.

    What an app posts as text beside blocks stands for them where they cannot be shown; but where it mentions somebody
    it is meant to be read.
    """
    typed = blocks_text(block for block in message.blocks if block.get("type") == RICH_TEXT)
    shown = blocks_text(block for block in message.blocks if block.get("type") != RICH_TEXT)
    text = typed or unformatted(message.text)
    if _holds(shown, text):
        return shown, ""
    if _holds(text, shown):
        return text, ""
    if message.is_through_an_app and not typed and "<@" not in text:
        return shown, ""
    return text, shown


def _holds(whole: str, part: str) -> bool:
    """Whether the one is said in the other already, spaces apart."""
    return bool(whole) and "".join(part.split()) in "".join(whole.split())


def _add(found: Contents, attachment: SlackAttachment, depth: int) -> None:
    if depth > _DEEPEST:
        return
    found.files.extend(attachment.files)
    text = _said_in(attachment)
    into = found.previews if attachment.is_preview else found.enclosed
    if text and text not in into:
        into.append(text)
    before = len(found.enclosed)
    for inner in attachment.attachments:
        _add(found, inner, depth + 1)
    nothing_else = not text and len(found.enclosed) == before and not attachment.files
    if nothing_else and attachment.fallback and not _NO_FALLBACK.fullmatch(attachment.fallback):
        found.enclosed.append(unformatted(attachment.fallback))


def _said_in(attachment: SlackAttachment) -> str:
    shown = blocks_text(attachment.blocks) or blocks_text(
        block
        for each in attachment.message_blocks
        if isinstance(message := each.get("message"), dict) and isinstance(blocks := message.get("blocks"), list)
        for block in blocks
        if isinstance(block, dict)
    )
    if shown:
        return shown
    body = unformatted(attachment.text)
    if attachment.is_quote:
        return body
    fields = [f"{each.get('title', '')}: {each.get('value', '')}".strip(": ") for each in attachment.fields]
    parts = [unformatted(attachment.pretext), attachment.title, body, *map(unformatted, fields)]
    return "\n\n".join(part.strip() for part in parts if part.strip())
