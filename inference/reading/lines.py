"""Lines that are no running text: lists, tables, timetables, chats and the heads of e-mails.

The answers model learned from prose, and reads "Opens: 9 am" and the line below it as one sentence, so that answers
came from the line above. A semicolon parts them, and takes as much room as the line break.
"""

import re

_WRAPPED = 60
"""Characters from which on a line ends because there was no more room for it, not because it was over."""

_BREAK = re.compile(r"(?<=[^\s.!?:;,…])[ \t]{0,99}\r?\n(?=[ \t]{0,99}(\S))")


def part_lines(text: str) -> str:
    """The text with a semicolon for each break behind a line that ends no sentence and does not go on below."""
    return _BREAK.sub(lambda found: _parted(found, text), text)


def _parted(found: re.Match[str], text: str) -> str:
    start = text.rfind("\n", max(0, found.start() - _WRAPPED), found.start()) + 1
    is_short = start > 0 or found.start() < _WRAPPED
    return found[0].replace("\n", ";") if is_short and not found[1].islower() else found[0]
