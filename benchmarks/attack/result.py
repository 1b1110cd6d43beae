"""What came of an attack."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """`measured` is what was seen of `promised`."""

    attack: str
    promised: str
    measured: str
    held: bool


def table(results: Sequence[Result]) -> str:
    """Markdown."""
    lines = [f"| {each.attack} | {each.promised} | {each.measured} | {_verdict(each)} |" for each in results]
    return "\n".join(["| attack | promised | seen | |", "|---|---|---|---|", *lines])


def _verdict(result: Result) -> str:
    return "held" if result.held else "**broken**"
