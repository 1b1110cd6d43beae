"""Where a text is a table: lines in cells, by tabs, pipes, semicolons, commas or the gaps between aligned columns."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Encoding

_PARTING = (
    re.compile(r"\t"),
    re.compile(r"\|"),
    re.compile(r"(?<=\S) {2,}(?=\S)"),
    re.compile(r"(?<=[^\s;]);(?=[^\s;])"),
    re.compile(r"(?<=[^\s,]),(?=[^\s,])(?!(?<=\d,)\d{3}(?!\d))"),
)
"""What parts cells; a semicolon or a comma without a space behind it, unless that parts thousands."""


class TableLine(NamedTuple):
    """A line from `start` to `end`, parted `times` times by `parting`, as is a line beside it."""

    start: int
    end: int
    parting: re.Pattern[str]
    times: int


def cell_numbers(encoding: "Encoding", text: str) -> npt.NDArray[np.int64]:
    """Return the number of the table cell that each token stands in; what lies between two tables is a cell too."""
    borders = np.fromiter(_borders(text), dtype=np.int64)
    starts = np.array([start for start, _ in encoding.offsets], dtype=np.int64)
    return np.searchsorted(borders, starts, side="right")


def table_lines(text: str) -> Iterator[TableLine]:
    """The lines that are parted as often as a line beside them, in one way."""
    lines, start = text.split("\n"), 0
    counts = [tuple(len(parting.findall(line)) for parting in _PARTING) for line in lines]
    for index, line in enumerate(lines):
        beside = [counts[other] for other in (index - 1, index + 1) if 0 <= other < len(lines)]
        for parting, count, *others in zip(_PARTING, counts[index], *beside, strict=True):
            if count and count in others:
                yield TableLine(start, start + len(line), parting, count)
                break
        start += len(line) + 1


def _borders(text: str) -> Iterator[int]:
    """Where cells begin and end, in order."""
    for line in table_lines(text):
        yield line.start
        for found in line.parting.finditer(text, line.start, line.end):
            yield found.start()
            yield found.end()
        yield line.end
