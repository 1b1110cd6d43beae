"""Which cell of a table a token stands in: by tabs, pipes, commas or the gaps between aligned columns."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Encoding

_PARTING = (
    re.compile(r"\t"),
    re.compile(r"\|"),
    re.compile(r"(?<=\S) {2,}(?=\S)"),
    re.compile(r"(?<=[^\s,]),(?=[^\s,])(?!(?<=\d,)\d{3}(?!\d))"),
)
"""What parts cells; a comma without a space behind it, unless it parts thousands."""


def cell_numbers(encoding: "Encoding", text: str) -> npt.NDArray[np.int64]:
    """Return the number of the table cell that each token stands in; what lies between two tables is a cell too."""
    borders = np.fromiter(_borders(text), dtype=np.int64)
    starts = np.array([start for start, _ in encoding.offsets], dtype=np.int64)
    return np.searchsorted(borders, starts, side="right")


def _borders(text: str) -> Iterator[int]:
    """Where cells begin and end, in order: of lines that are parted as often as a line beside them, in one way."""
    lines, starts = text.split("\n"), [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    counts = [tuple(len(parting.findall(line)) for parting in _PARTING) for line in lines]
    for index, line in enumerate(lines):
        beside = [counts[other] for other in (index - 1, index + 1) if 0 <= other < len(lines)]
        parting = next(
            (
                parting
                for which, parting in enumerate(_PARTING)
                if counts[index][which] and any(other[which] == counts[index][which] for other in beside)
            ),
            None,
        )
        if parting:
            yield starts[index]
            for found in parting.finditer(line):
                yield starts[index] + found.start()
                yield starts[index] + found.end()
            yield starts[index + 1] - 1
