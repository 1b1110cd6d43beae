"""Where a reader sees an answer begin and end, with how much it believes in each place."""

from collections.abc import Mapping
from dataclasses import dataclass

Offsets = Mapping[int, float]
"""Shares by offset in code points; they sum to 1, but for what was too small to keep."""


@dataclass(frozen=True)
class Marks:
    """Shares by the offset of an answer's first character, and by that of its last one."""

    starts: Offsets
    ends: Offsets

    def moved(self, by: int) -> "Marks":
        """The same marks in a text that has `by` more characters in front."""
        return Marks(
            {offset + by: share for offset, share in self.starts.items()},
            {offset + by: share for offset, share in self.ends.items()},
        )

    def best(self) -> tuple[int, int, float] | None:
        """First and last character of the likeliest answer, with its share; None where no beginning has an end."""
        spans = (
            (first, last, begins * ends)
            for first, begins in self.starts.items()
            for last, ends in self.ends.items()
            if first <= last
        )
        return max(spans, key=lambda span: span[2], default=None)
