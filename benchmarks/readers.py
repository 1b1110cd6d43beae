"""python -m benchmarks.readers: the readers against transformers with PyTorch, as ratios from one run.

The full-size models have random weights: their speed and size do not depend on what they have learned. Every contender
runs in a process of its own, with the same number of threads, on the same paragraph.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.paragraph import PARAGRAPH
from inference.store.embedded import EMBEDDED_MODELS

RIVALS = {"answers": "distilbert", "nouns": "roberta"}
CONTENDERS = tuple(name for pair in RIVALS.items() for name in pair)

ROUNDS = 3
"""Contenders take turns, so that a machine that others slow down for a while does so to all of them."""


@dataclass(frozen=True)
class Figures:
    """`first_s` from the start of the process to the first reply; `warm_s` the fastest of many; `memory` in bytes."""

    first_s: float
    warm_s: float
    memory: int


def main() -> int:
    """Print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--threads", type=int, default=2, help="threads per contender (default: 2)")
    parser.add_argument("--runs", type=int, default=30, help="warm runs per contender and round (default: 30)")
    parser.add_argument(
        "--models", type=Path, default=EMBEDDED_MODELS, help="where the model directories lie (default: models)"
    )
    arguments = parser.parse_args()
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        print("Writing full-size models with random weights", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.full_size", folder], check=True)  # noqa: S603
        for number in range(ROUNDS):
            print(f"Round {number + 1} of {ROUNDS}", flush=True)
            rounds.append({contender: _measure(contender, folder, arguments) for contender in CONTENDERS})
    figures = {contender: _least([each[contender] for each in rounds]) for contender in CONTENDERS}
    for reader, rival in RIVALS.items():
        ours, theirs = figures[reader], figures[rival]
        print(f"\n{reader} against PyTorch {rival}, {len(PARAGRAPH.split())} words, {arguments.threads} threads")
        print(f"  a warm reply     {theirs.warm_s / ours.warm_s:6.1f} times faster")
        print(f"  the first reply  {theirs.first_s / ours.first_s:6.1f} times sooner after process start")
        print(f"  memory           {theirs.memory / ours.memory:6.1f} times less")
    return 0


def _measure(contender: str, folder: str, arguments: argparse.Namespace) -> Figures:
    command = [sys.executable, "-m", "benchmarks.contender", contender, folder, str(arguments.models)]
    command += [str(arguments.threads), str(arguments.runs)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(arguments.threads), "HF_HUB_OFFLINE": "1"}
    output = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)  # noqa: S603
    return Figures(**json.loads(output.stdout.splitlines()[-1]))


def _least(rounds: Sequence[Figures]) -> Figures:
    """Each figure from the round that was best in it."""
    return Figures(
        first_s=min(figures.first_s for figures in rounds),
        warm_s=min(figures.warm_s for figures in rounds),
        memory=min(figures.memory for figures in rounds),
    )


if __name__ == "__main__":
    sys.exit(main())
