"""`python -m benchmarks.soak.one_machine`: the real command on one machine, killed, stopped, out of disk, twice.

Fails where a message that was acknowledged is lost or answered twice.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.soak.http_process import HttpProcess
from benchmarks.soak.report import Row, table
from benchmarks.soak.slack import SlackServer
from benchmarks.soak.tally import Tally
from benchmarks.soak.traffic import Slack, make_message

_AT_ONCE = 4
_SETTLE_SECONDS = 300.0

Trouble = Callable[[HttpProcess], None]


def _nothing(_: HttpProcess) -> None:
    pass


def _full_disk(bot: HttpProcess) -> None:
    """For some seconds nothing can be written: what comes in is not acknowledged, and delivered again."""
    bot.stop()
    bot.start(full_disk=True)
    time.sleep(3)
    bot.kill()
    bot.start()


def _kill(bot: HttpProcess) -> None:
    bot.kill()
    bot.start()


def _restart(bot: HttpProcess) -> None:
    bot.stop()
    bot.start()


def _second_instance(bot: HttpProcess) -> None:
    if bot.start_another() != 2:
        raise AssertionError("a second instance was let in")


PHASES: tuple[tuple[str, Trouble, int, float], ...] = (
    ("none", _nothing, 0, 0.0),
    ("killed", _kill, 4, 0.0),
    ("stopped and started", _restart, 3, 0.0),
    ("full disk", _full_disk, 1, 0.0),
    ("a second instance", _second_instance, 1, 0.0),
    ("Slack, and killed", _kill, 3, 0.03),
)
"""Name, trouble, how often it happens, and the share of Slack's answers that fail."""


def main(arguments: Sequence[str]) -> int:
    """Run all phases and print the table; 0 if nothing was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak.one_machine", description=__doc__)
    parser.add_argument("--messages", type=int, default=600, help="messages in all (default 600)")
    parser.add_argument("--seed", type=int, default=1, help="of the traffic's chances (default 1)")
    options = parser.parse_args(arguments)
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as folder, SlackServer() as slack:
        bot = HttpProcess(f"{slack.url}/api/", Path(folder))
        bot.start()
        try:
            rows = _run(slack, bot, options.messages // len(PHASES))
        finally:
            bot.kill()
            slack.shutdown()
    print(f"\n{table(rows)}\n")
    lost, doubled = sum(row.lost for row in rows), sum(row.doubled for row in rows)
    print(f"{sum(row.tally.sent for row in rows):,} messages: {lost} lost, {doubled} doubled.")
    return int(lost + doubled > 0 or not all(row.settled for row in rows))


def _run(slack: SlackServer, bot: HttpProcess, messages: int) -> list[Row]:
    rows = []
    for number, (name, trouble, times, failing) in enumerate(PHASES):
        tally, started = Tally(), time.monotonic()
        slack.tally, slack.probability = tally, failing
        with ThreadPoolExecutor(_AT_ONCE) as threads, ThreadPoolExecutor(_AT_ONCE) as extra:
            sender = Slack(lambda: bot.port, tally, 0.1, extra)
            _send(slack, bot, sender, range(number * messages, (number + 1) * messages), trouble, times, threads, tally)
        settled = bot.settle(_SETTLE_SECONDS)
        rows.append(Row(name, tally, 0, 0, 0, time.monotonic() - started, settled))
        print(f"{name}: {rows[-1].summary()}", file=sys.stderr, flush=True)
    return rows


def _send(
    slack: SlackServer,
    bot: HttpProcess,
    sender: Slack,
    numbers: range,
    trouble: Trouble,
    times: int,
    threads: ThreadPoolExecutor,
    tally: Tally,
) -> None:
    """The trouble comes at even distances, while others are on their way."""
    room = threading.Semaphore(_AT_ONCE)
    troubled = {numbers[len(numbers) * each // (times + 1)] for each in range(1, times + 1)}
    for number in numbers:
        room.acquire()
        if number in troubled:
            trouble(bot)
        tally.sent += 1
        sending = threads.submit(sender.deliver, make_message(number, slack.url))
        sending.add_done_callback(lambda _: room.release())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
