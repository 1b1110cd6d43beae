"""A short run of `make soak`, and that it would notice what it is there to notice."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.soak.tally import Post, Tally, Verdict, judge
from bot.outlets.receipts import APOLOGY

ROOT = Path(__file__).parents[3]


def test_nothing_is_lost_and_nothing_doubled_under_all_faults() -> None:
    command = [sys.executable, "-m", "benchmarks.soak", "--messages", "500", "--minutes", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    assert "500 messages" in done.stdout
    assert "0 lost, 0 doubled." in done.stdout
    assert "| all at once" in done.stdout


@pytest.mark.parametrize(
    ("posts", "verdict"),
    [
        ([], Verdict.LOST),
        ([Post(1)], Verdict.REPLIED),
        ([Post(APOLOGY)], Verdict.APOLOGISED),
        ([Post(2, 2), Post(1, 2)], Verdict.REPLIED),
        ([Post(1, 2)], Verdict.LOST),
        ([Post(1, 3), Post(3, 3)], Verdict.LOST),
        ([Post(1, 2), Post(APOLOGY)], Verdict.APOLOGISED),
        ([Post(1), Post(1)], Verdict.DOUBLED),
        ([Post(1), Post(APOLOGY)], Verdict.DOUBLED),
        ([Post(APOLOGY), Post(APOLOGY)], Verdict.DOUBLED),
        ([Post(1, 2), Post(1, 2), Post(2, 2)], Verdict.DOUBLED),
    ],
)
def test_verdict(posts: list[Post], verdict: Verdict) -> None:
    assert judge(posts) is verdict


def test_what_was_acknowledged_counts_and_of_the_rest_what_is_doubled() -> None:
    tally = Tally()
    for key in ("answered", "ignored"):
        tally.acknowledge(key, 0.1)
    for key in ("answered", "unacknowledged", "twice", "twice"):
        tally.post(key, Post(1))
    assert tally.verdicts() == {Verdict.REPLIED: 1, Verdict.LOST: 1, Verdict.DOUBLED: 1}
