"""Runs without spaces, or of spaces alone, parted where they are longer than any text has them.

spaCy's tokenizer takes signs off both ends of such a run one after the other, and each time looks through all that is
left: 8,000 dollar signs in a row took it 19 seconds, in which no other thread ran.
"""

import re
from collections.abc import Iterator

MOST_SIGNS = 128
"""Characters of a part that are neither letters nor digits; the lines that people draw and the leaders of a table of
contents are as wide as a page, which is 120 characters at most.
"""

LONGEST = 1_000
"""Characters of a part; almost any web address is shorter."""

MANY_SIGNS = MOST_SIGNS // 2
RUNS_AT_ONCE = 16
"""Runs of many signs that the tokenizer gets at once: until it is through with them, no other thread runs."""

_TO_A_SIGN = r"(?:[^\W_]*[\W_])"
_LONG_RUN = re.compile(rf"\S{{{MANY_SIGNS},}}|\s{{{MANY_SIGNS},}}")
_MANY = re.compile(rf"{_TO_A_SIGN}{{{MANY_SIGNS}}}")
_PART = re.compile(rf"{_TO_A_SIGN}{{1,{MOST_SIGNS}}}")
_WHOLE = re.compile(rf"{_TO_A_SIGN}{{0,{MOST_SIGNS}}}[^\W_]*")


def cuts(text: str) -> Iterator[int]:
    """Where runs are parted: behind a sign, or else within letters and digits; and where a few whole ones end."""
    since_cut = 0
    for run in _LONG_RUN.finditer(text):
        start, end = run.span()
        while end - start > LONGEST or not _WHOLE.fullmatch(text, start, end):
            part = _PART.match(text, start, start + LONGEST)
            start = part.end() if part else start + LONGEST
            since_cut = 0
            yield start
        since_cut += bool(_MANY.match(text, start, end))
        behind = end + text.startswith(" ", end)  # one space belongs to the word before it
        if since_cut == RUNS_AT_ONCE and behind < len(text):
            since_cut = 0
            yield behind
