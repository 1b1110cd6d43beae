"""Slack's notation of a message undone: what a person sees, as plain text.

Slack escapes `&`, `<` and `>` and nothing else, and writes mentions, channels, links and dates between angle brackets.
A literal `<` therefore always arrives escaped, so one pass over the text undoes everything exactly once.
"""

import re
from collections.abc import Callable

Namer = Callable[[str, str], str | None]
"""The name of what a sigil (`@`, `#` or `!`) and an identifier stand for; None where it cannot be told."""

_MARKUP = re.compile(
    r"<(?P<sigil>[@#!])(?P<id>[^<>|]*)(?:\|(?P<label>[^<>]*))?>"
    r"|<(?P<url>[A-Za-z][A-Za-z0-9+.-]*:[^<>|\s]+)(?:\|(?P<name>[^<>]*))?>"
    r"|&(?P<entity>amp|lt|gt);"
)
_MENTION = re.compile(r"<@(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>")
_MENTIONS_FIRST = re.compile(r"(?:\s*<@[A-Z0-9]+(?:\|[^<>]*)?>[\s,:]*)+")
_ONLY_LINKS = re.compile(r"(?:\s*(?:https?://[^\s<>]+|[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}(?:/[^\s<>]*)?)(?=\s|$))+\s*")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_GREETING_WORDS = 3


def _unnamed(sigil: str, identifier: str) -> str | None:  # noqa: ARG001 - a Namer
    return None


def plain(raw: str, name: Namer = _unnamed) -> str:
    """Escapes undone, mentions and links unwrapped, and tidied."""

    def as_seen(match: re.Match[str]) -> str:
        if entity := match["entity"]:
            return _ENTITIES[entity]
        if url := match["url"]:
            return _unescape(match["name"] or url.removeprefix("mailto:").removeprefix("tel:"))
        return _reference(match["sigil"], match["id"], _unescape(match["label"] or ""), name)

    return _MARKUP.sub(as_seen, tidy(raw))


def tidy(text: str) -> str:
    """Line ends as `\\n`; halves of surrogate pairs, which JSON may hold and UTF-8 may not, joined or replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")


def escape(text: str) -> str:
    """Plain text in Slack's notation."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mentioned(raw: str) -> list[str]:
    """User ids mentioned, in order."""
    return [match["id"] for match in _MENTION.finditer(raw)]


def around_mention(raw: str, user_id: str) -> tuple[str, str]:
    """The raw text before and after the first mention of a user; further mentions of that user are left out.

    Without such a mention everything counts as after it. Other people who are only greeted with the bot, before it, are
    left out too.
    """
    token = re.compile(rf"<@{re.escape(user_id)}(?:\|[^<>]*)?>")
    match = token.search(raw) if user_id else None
    if match is None:
        return "", raw.strip()
    before, after = raw[: match.start()], token.sub("", raw[match.end() :])
    others = _MENTION.sub("", before)
    if len(others.split()) <= _GREETING_WORDS:
        before = others
    return before.strip(), after.strip()


def without_first_mentions(raw: str) -> str:
    """What is said after the people whom it is said to."""
    first = _MENTIONS_FIRST.match(raw)
    return raw[first.end() :] if first else raw


def is_only_links(text: str) -> bool:
    """Whether a plain text is nothing but addresses of pages."""
    return bool(_ONLY_LINKS.fullmatch(text))


def _reference(sigil: str, identifier: str, label: str, name: Namer) -> str:
    kind, caret, rest = identifier.partition("^")
    if sigil == "!" and kind != "subteam":
        if caret:  # <!date^timestamp^format|fallback>
            return label
        return f"@{(label or kind).lstrip('@')}"  # <!here>, <!channel>, <!everyone>
    mark = "#" if sigil == "#" else "@"
    known = rest if sigil == "!" else identifier
    return mark + (label.lstrip(mark) or name(sigil, known) or known)


def _unescape(text: str) -> str:
    return re.sub(r"&(amp|lt|gt);", lambda match: _ENTITIES[match[1]], text)
