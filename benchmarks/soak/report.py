"""The table of a run."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.soak.tally import Tally, Verdict


@dataclass(frozen=True)
class Row:
    """A phase. `retried` and `failed` count invocations: attempts that failed, and those handed to the
    apologies, of which `dead` were not posted either. `settled` is whether everything came to an end.
    """

    name: str
    tally: Tally
    retried: int
    failed: int
    dead: int
    seconds: float
    settled: bool

    @property
    def lost(self) -> int:
        return self.tally.verdicts()[Verdict.LOST]

    @property
    def doubled(self) -> int:
        return self.tally.verdicts()[Verdict.DOUBLED]

    def summary(self) -> str:
        """One line of progress."""
        return f"{self.tally.sent:,} sent, {self.lost} lost, {self.doubled} doubled, {self.seconds:.0f} s"

    def cells(self) -> list[str]:
        verdicts = self.tally.verdicts()
        counts = [self.tally.sent, len(self.tally.acknowledged), *(verdicts[verdict] for verdict in Verdict)]
        times = [f"{1000 * _percentile(self.tally, share):.0f} ms" for share in (0.5, 0.99)]
        return [self.name, *(f"{count:,}" for count in [*counts, self.retried, self.failed]), *times]


_HEADINGS = ("faults", "sent", "acknowledged", *Verdict, "retried", "failed", "ack p50", "ack p99")


def table(rows: Sequence[Row]) -> str:
    """Markdown, with columns of even width."""
    lines = [list(map(str, _HEADINGS)), *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    rendered = [
        "| " + " | ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in cells) + " |"
        for cells in (enumerate(zip(line, widths, strict=True)) for line in lines)
    ]
    rule = "|" + "|".join("-" * (width + 1) + (":" if column else "-") for column, width in enumerate(widths)) + "|"
    return "\n".join([rendered[0], rule, *rendered[1:]])


def _percentile(tally: Tally, share: float) -> float:
    times = sorted(tally.acknowledged.values())
    return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0
