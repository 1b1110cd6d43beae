"""What Slack's composer makes of what a person types: escapes, mentions and links, as text and as rich text."""

import html
import re
from collections.abc import Iterator

from workspace.directory import Directory
from workspace.feed import Json

_TOKEN = re.compile(
    r"(?<![\w@#/])@(?P<user>[\w.-]*\w)"
    r"|(?<![\w@#/&])\#(?P<channel>[\w-]*\w)"
    r"|(?P<url>https?://[^\s<>\"|]*[^\s<>\"|.,;:!?'()\[\]])"
)


def escape(text: str) -> str:
    """The only three characters that Slack escapes."""
    return html.escape(text, quote=False)


class Composer:
    """Turns typed text into a message's `text` and `blocks`."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def text(self, typed: str) -> str:
        return "".join(_as_text(element) for element in self._elements(typed))

    def blocks(self, typed: str, block_id: str) -> list[Json]:
        section = {"type": "rich_text_section", "elements": list(self._elements(typed))}
        return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]

    def _elements(self, typed: str) -> Iterator[Json]:
        end = 0
        for match in _TOKEN.finditer(typed):
            element = self._element(match)
            if element is None:
                continue
            if match.start() > end:
                yield {"type": "text", "text": typed[end : match.start()]}
            yield element
            end = match.end()
        if end < len(typed):
            yield {"type": "text", "text": typed[end:]}

    def _element(self, match: re.Match[str]) -> Json | None:
        if match["url"]:
            return {"type": "link", "url": match["url"]}
        if match["user"]:
            user, group = self._directory.user_named(match["user"]), self._directory.group_named(match["user"])
            if group and not user:
                return {"type": "usergroup", "usergroup_id": group.id}
            return {"type": "user", "user_id": user.id} if user else None
        channel = self._directory.channel(f"#{match['channel']}")
        return {"type": "channel", "channel_id": channel.id} if channel and not channel.im_user else None


def _as_text(element: Json) -> str:
    match element["type"]:
        case "user":
            return f"<@{element['user_id']}>"
        case "usergroup":
            return f"<!subteam^{element['usergroup_id']}>"
        case "channel":
            return f"<#{element['channel_id']}|>"
        case "link":
            return f"<{escape(element['url'])}>"
        case _:
            return escape(element["text"])
