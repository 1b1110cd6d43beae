"""One phase after the other: its messages are sent, its faults happen, and it ends when nothing is pending."""

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.soak.faults import Faults
from benchmarks.soak.functions import Functions
from benchmarks.soak.process import BotProcess
from benchmarks.soak.report import Row
from benchmarks.soak.slack import SlackServer
from benchmarks.soak.tally import Tally
from benchmarks.soak.traffic import Slack, make_message

_AT_ONCE = 12
_EXTRA_THREADS = 8
_SETTLE_SECONDS = 120


@dataclass(frozen=True)
class Phase:
    """`share` is that of all messages."""

    name: str
    share: float
    faults: Faults


PHASES = (
    Phase("none", 0.15, Faults()),
    Phase("inference, each way", 0.2, Faults(inference=0.05)),
    Phase("delivered again", 0.15, Faults(repeated=0.1)),
    Phase("Slack and ledger", 0.2, Faults(slack=0.05, ledger=0.01)),
    Phase("killed", 0.15, Faults(broken=0.01, kills=2)),
    Phase("all at once", 0.15, Faults(inference=0.05, slack=0.05, ledger=0.01, repeated=0.1, broken=0.01, kills=2)),
)


@dataclass(frozen=True)
class World:
    """Everything but the traffic. After `deadline`, on the monotonic clock, nothing more is sent."""

    slack: SlackServer
    bot: BotProcess
    functions: Functions
    deadline: float


@contextmanager
def open_world(minutes: float) -> Iterator[World]:
    """Start everything; at the end nothing of it is left."""
    with tempfile.TemporaryDirectory() as directory, ExitStack() as stack:
        slack = stack.enter_context(SlackServer())
        stack.callback(slack.shutdown)
        bot = BotProcess(f"{slack.url}/api/", Path(directory) / "ledger.db")
        functions = Functions(bot)
        bot.start()
        stack.callback(bot.stop)
        yield World(slack, bot, functions, time.monotonic() + 60 * minutes)


def run_phase(world: World, phase: Phase, numbers: range) -> Row:
    """Send the messages of some numbers and wait until all is done."""
    tally, started, before = Tally(), time.monotonic(), world.functions.counts
    world.slack.tally, world.slack.probability = tally, phase.faults.slack
    world.bot.set_faults(phase.faults)
    with ThreadPoolExecutor(_AT_ONCE) as threads, ThreadPoolExecutor(_EXTRA_THREADS) as extra:
        slack = Slack(lambda: world.bot.port, tally, phase.faults.repeated, extra)
        _send(world, slack, tally, numbers, phase.faults.kills, threads)
    settled = world.functions.settle(time.monotonic() + _SETTLE_SECONDS)
    retried, failed, dead = (now - then for now, then in zip(world.functions.counts, before, strict=True))
    return Row(phase.name, tally, retried, failed, dead, time.monotonic() - started, settled)


def _send(world: World, slack: Slack, tally: Tally, numbers: range, kills: int, threads: ThreadPoolExecutor) -> None:
    """As fast as they are acknowledged, a dozen at once; the bot is killed at even distances."""
    room = threading.Semaphore(_AT_ONCE)
    kill_at = {numbers[len(numbers) * kill // (kills + 1)] for kill in range(1, kills + 1)}
    for number in numbers:
        room.acquire()
        if time.monotonic() > world.deadline:
            return
        if number in kill_at:
            world.bot.kill()
        tally.sent += 1
        sending = threads.submit(slack.deliver, make_message(number, world.slack.url))
        sending.add_done_callback(lambda _: room.release())
