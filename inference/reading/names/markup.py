"""Markup, addresses and emoji, blanked out for who looks for names: every other character keeps its place."""

import re

_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff"
_WORD = r"[^\W_]"

_MARKUP = re.compile(
    "|".join(
        (
            r"(?P<link>\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\))",
            r"(?P<blank>(?:https?://|www\.)[^\s<>()\[\]|]+",
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
            r"(?<![\w.])@[\w.-]{0,80}\w",
            r"</?[A-Za-z][^<>\n]{0,300}>",
            r"<[@#!][^<>|\n]{0,80}\|?",
            r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,6});",
            r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?!\w)",
            rf"(?<!{_WORD})@?[*_~`]{{1,3}}(?={_WORD})",
            rf"(?<={_WORD})[*_~`]{{1,3}}(?!{_WORD}))",
            rf"(?P<parting>[{_EMOJI}][{_EMOJI}\ufe0f\u200d\u20e3]{{0,40}}|(?<=[a-z])\+(?=[A-Z]))",
        )
    )
)


def without_markup(text: str) -> str:
    """The text with spaces in place of markup, so that offsets stay; a comma where an emoji or a plus parts words."""
    return _MARKUP.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup == "link":
        words = found[1 : found.index("](")]
        return f" {words}".ljust(len(found))
    if match.lastgroup == "parting" and _parts_words(match):
        return ",".ljust(len(found))
    return " " * len(found)


def _parts_words(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
