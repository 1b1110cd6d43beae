"""Marks of Slack's formatting taken off a text that came without blocks: bold, italic, struck, code and quotes."""

import re

_FENCE = "```"


_NAMES = {r"\*": "bold", "_": "italic", "~": "struck"}


def _pair(mark: str) -> str:
    """Text between two marks as Slack takes them: around words, within a line, never inside one."""
    opening = rf"(?<![^\W_])(?<!{mark}){mark}(?=[^\s{mark}])"
    return rf"{opening}(?P<{_NAMES[mark]}>[^{mark}\n]*)(?<=\S){mark}(?!{mark})(?![^\W_])"


_MARKS = re.compile("|".join([r"(?P<reference><[^<>\n]*>)", r"`(?P<code>[^`\n]+)`", *map(_pair, _NAMES)]))
_QUOTED = re.compile(r"^(?:&gt;)+ ?", re.MULTILINE)


def unformatted(raw: str) -> str:
    """The text as it is seen, still in Slack's notation of mentions, links and escapes."""
    parts = raw.split(_FENCE)
    if len(parts) % 2 == 0:  # the last fence is not closed
        parts[-2:] = [_FENCE.join(parts[-2:])]
    return "".join(
        part.strip("\n") if index % 2 else _QUOTED.sub("", _unmarked(part)) for index, part in enumerate(parts)
    )


def _unmarked(text: str) -> str:
    """Each kind of mark is taken off once on every level, so that the text is gone through at most four times."""
    return _MARKS.sub(_inside, text)


def _inside(match: re.Match[str]) -> str:
    if kept := match["reference"] or match["code"]:
        return kept
    return _unmarked(match["bold"] or match["italic"] or match["struck"] or "")
