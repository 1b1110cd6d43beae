"""Slack's notation of a message undone: what a person sees, as plain text.

Slack escapes `&`, `<` and `>` and nothing else, and writes mentions, channels, links and dates between angle brackets.
A literal `<` therefore always arrives escaped, so one pass over the text undoes everything exactly once.
"""

import re

_MARKUP = re.compile(
    r"<(?P<sigil>[@#!])(?P<id>[^<>|]*)(?:\|(?P<label>[^<>]*))?>"
    r"|<(?P<url>[A-Za-z][A-Za-z0-9+.-]*:[^<>|\s]+)(?:\|(?P<name>[^<>]*))?>"
    r"|&(?P<entity>amp|lt|gt);"
)
_MENTION = re.compile(r"<@(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_UNNAMED = {"@": "someone", "#": "channel", "!": "group"}
"""What stands for a person, channel or group that Slack gave only an identifier of."""


def plain(raw: str) -> str:
    """Escapes undone, mentions and links unwrapped, and tidied."""
    return _MARKUP.sub(_as_seen, tidy(raw))


def tidy(text: str) -> str:
    """Line ends as `\\n`; halves of surrogate pairs, which JSON may hold and UTF-8 may not, joined or replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")


def mentioned(raw: str) -> list[str]:
    """User ids mentioned, in order."""
    return [match["id"] for match in _MENTION.finditer(raw)]


def around_mention(raw: str, user_id: str) -> tuple[str, str]:
    """Plain text before and after the first mention of a user; further mentions of that user are left out.

    Without such a mention everything counts as after it.
    """
    token = re.compile(rf"<@{re.escape(user_id)}(?:\|[^<>]*)?>")
    match = token.search(raw) if user_id else None
    if match is None:
        return "", plain(raw).strip()
    before, after = raw[: match.start()], token.sub("", raw[match.end() :])
    return plain(before).strip(), plain(after).strip()


def _as_seen(match: re.Match[str]) -> str:
    if entity := match["entity"]:
        return _ENTITIES[entity]
    if url := match["url"]:
        return _unescape(match["name"] or url.removeprefix("mailto:").removeprefix("tel:"))
    return _reference(match["sigil"], match["id"], _unescape(match["label"] or ""))


def _reference(sigil: str, identifier: str, label: str) -> str:
    kind, caret, _ = identifier.partition("^")
    if sigil == "!" and kind != "subteam":
        if caret:  # <!date^timestamp^format|fallback>
            return label
        return f"@{(label or kind).lstrip('@')}"  # <!here>, <!channel>, <!everyone>
    mark = "#" if sigil == "#" else "@"
    return mark + (label.lstrip(mark) or _UNNAMED[sigil])


def _unescape(text: str) -> str:
    return re.sub(r"&(amp|lt|gt);", lambda match: _ENTITIES[match[1]], text)
