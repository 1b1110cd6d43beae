"""Where a long text may be parted: between paragraphs, sentences or words, outside names, never inside a character."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.replies.limits import length

Bounds = tuple[int, int]

_CLOSING = "'\")\u201d\u2019"
_WIDE_SENTENCE_ENDS = "\u3002\uff01\uff1f"
_BOUNDARIES = (
    re.compile(r"\n\s*\n\s*"),
    re.compile(rf"\n|[.!?…][{_CLOSING}]*\s+|[{_WIDE_SENTENCE_ENDS}]"),
    re.compile(r"\s+"),
)
"""Best first: a cut goes after the last match of the first kind that leaves at least half of the room used."""

_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_REGIONAL_INDICATORS = ("\U0001f1e6", "\U0001f1ff")


def split(text: str, room: int, whole: Sequence[Bounds] = ()) -> Iterator[Bounds]:
    """Bounds of pieces of at most `room` characters that add up to the text.

    `whole` are spans, in order, that are kept in one piece where they fit into one.
    """
    start = 0
    while start < len(text):
        end = _reach(text, start, room)
        if end < len(text):
            end = _best_cut(text, start, end, whole)
        yield start, end
        start = end


def _reach(text: str, start: int, room: int) -> int:
    """The furthest end within `room`, counted in UTF-16 code units."""
    end = min(start + room, len(text))
    while (excess := length(text[start:end]) - room) > 0:
        end -= max(1, excess // 2)
    return max(end, start + 1)


def _best_cut(text: str, start: int, end: int, whole: Sequence[Bounds]) -> int:
    middle = start + (end - start) // 2
    for boundary in _BOUNDARIES:
        cuts = [match.end() for match in boundary.finditer(text, middle, end)]
        for cut in reversed(cuts):
            if cut > middle and not _is_inside(cut, whole):
                return cut
    return next((cut for cut in range(end, middle, -1) if _is_between_characters(text, cut)), end)


def _is_inside(cut: int, whole: Sequence[Bounds]) -> bool:
    return any(start < cut < end for start, end in whole)


def _is_between_characters(text: str, cut: int) -> bool:
    """Whether what a person sees as one character, such as a flag or a letter with its accent, stays in one piece."""
    before, after = text[cut - 1], text[cut]
    if before == _ZERO_WIDTH_JOINER or unicodedata.category(after) in {"Mn", "Mc", "Me", "Cf"}:
        return False
    if _SKIN_TONES[0] <= after <= _SKIN_TONES[1] or (before, after) == ("\r", "\n"):
        return False
    if not _is_flag_half(after):
        return True
    run = 0
    while run < cut and _is_flag_half(text[cut - 1 - run]):
        run += 1
    return run % 2 == 0


def _is_flag_half(character: str) -> bool:
    return _REGIONAL_INDICATORS[0] <= character <= _REGIONAL_INDICATORS[1]
