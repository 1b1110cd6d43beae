"""Who speaks in a chat, for an answer that is no more than "I"."""

import re

_FIRST_PERSON = re.compile(r"(?:i|me|i['’](?:m|ll|ve|d))", re.IGNORECASE)
_NAME = r"(?P<name>[^\W\d_][\w.'’-]{0,30}(?: [\w.'’-]{1,30}){0,2})"
SAYS = re.compile(
    rf"\s{{0,9}}(?:>\s?)?(?:\[[^\]\n]{{1,30}}\]\s?|\d{{1,2}}:\d\d(?:\s?[ap]m)?\s)?[*_<@]{{0,2}}{_NAME}[*_>]{{0,2}}\s?:\s",
    re.IGNORECASE,
)
"""A line of a chat: "Ola: I can drive", "[09:01] Kai: on it"."""

_HEAD = re.compile(rf"\s{{0,9}}{_NAME}\s{{1,3}}\[?\d{{1,2}}:\d\d(?:\s?[ap]m)?\]?\s{{0,9}}", re.IGNORECASE)
"""A line above what somebody said: "pat  3:10 PM"."""


def speaker(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name of who says "I" from start to end, where the line or the one above it tells; None for other words."""
    if not _FIRST_PERSON.fullmatch(text, start, end):
        return None
    line = text.rfind("\n", 0, start) + 1
    says = SAYS.match(text, line, start)
    if says:
        return says.span("name")
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    head = _HEAD.fullmatch(text, above, max(above, line - 1))
    return head.span("name") if head else None
