"""`python -m benchmarks.soak`: load and faults; fails where a message is lost or answered twice."""

import argparse
import random
import sys
from collections.abc import Sequence

from benchmarks.soak.phases import PHASES, World, open_world, run_phase
from benchmarks.soak.report import Row, table


def main(arguments: Sequence[str]) -> int:
    """Run all phases and print the table.

    Returns
    -------
    0 if everything was sent, and nothing lost or doubled; else 1.
    """
    options = _parser().parse_args(arguments)
    random.seed(options.seed)
    with open_world(options.minutes) as world:
        rows, memory = _run(world, options.messages)
    print(f"\n{table(rows)}\n\n{memory}")
    lost, doubled = sum(row.lost for row in rows), sum(row.doubled for row in rows)
    sent = sum(row.tally.sent for row in rows)
    print(f"{sent:,} messages in {sum(row.seconds for row in rows):.0f} s: {lost} lost, {doubled} doubled.")
    if not all(row.settled for row in rows):
        print("Not everything came to an end.", file=sys.stderr)
        return 1
    if sent < options.messages:
        print(f"The time was up after {sent:,} of {options.messages:,} messages.", file=sys.stderr)
    return int(lost + doubled > 0 or sent < options.messages)


def _run(world: World, messages: int) -> tuple[list[Row], str]:
    rows: list[Row] = []
    first, memory = 1, [world.bot.memory()]
    for phase in PHASES:
        last = messages if phase is PHASES[-1] else first + round(messages * phase.share) - 1
        rows.append(run_phase(world, phase, range(first, last + 1)))
        memory.append(world.bot.memory())
        print(f"{phase.name}: {rows[-1].summary()}", file=sys.stderr, flush=True)
        first = last + 1
    unkilled = next(number for number, phase in enumerate(PHASES) if phase.faults.kills)
    sent = sum(row.tally.sent for row in rows[1:unkilled])
    words = f"{memory[1]:.0f} MB after the first phase, {memory[unkilled]:.0f} MB after {sent:,} messages more"
    return rows, f"Memory of the bot's process: {memory[0]:.0f} MB at the start, {words}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, help="messages in all (default 10,000)")
    parser.add_argument("--minutes", type=float, default=20, help="longest time to go on sending (default 20)")
    parser.add_argument("--seed", type=int, default=1, help="of the traffic's chances (default 1)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
