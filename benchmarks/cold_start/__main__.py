"""python -m benchmarks.cold_start: from the start of a function's execution environment to its first reply.

The built packages run under AWS's runtime client with a Python of the runtime's version, without Docker. Readers have
their models on this machine's disk, whose pages are in memory already; the door calls a stand-in for AWS beside it. A
function with less memory than 1769 MB gets less than one processor: it runs for its share of each 20 ms. The best of
all runs counts.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cold_start.probes import FUNCTIONS, Probe, aws, probe
from infra.packaging.building import size_of
from infra.packaging.packages import MEGABYTE
from infra.packaging.report import built_packages
from tests.stack.environments import Environment, Function, Runtime
from tests.stack.runtimes import NO_RUNTIME, install_runtime

PERIOD = 0.02
_SECONDS = 60.0


@dataclass(frozen=True)
class Figures:
    """Seconds to the first reply, those of them that were computed in, and bytes of memory at most."""

    reply: float
    computed: float
    memory: int


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold_start", description=__doc__)
    parser.add_argument("--build", type=Path, default=Path(".aws-sam/build"), help="what `make build` made")
    parser.add_argument("--shares", type=float, nargs="+", default=[1.0, 0.3], help="of a processor (default: 1 0.3)")
    parser.add_argument("--runs", type=int, default=10, help="of each function and share (default: 10)")
    arguments = parser.parse_args()
    packages = built_packages(arguments.build)
    if missing := {*FUNCTIONS} - packages.keys():
        parser.error(f"There is no {', '.join(sorted(missing))} in {arguments.build}: `make build` makes them.")
    with tempfile.TemporaryDirectory() as folder, aws() as aws_url:
        runtime = install_runtime(Path(folder))
        if runtime is None:
            parser.error(f"There is {NO_RUNTIME}.")
        print(f"{'':<18}{'package':>10}{'processor':>12}{'first reply':>14}{'computing':>12}{'memory':>10}")
        for name in FUNCTIONS:
            for share in arguments.shares:
                asked = [probe(name, aws_url) for _ in range(arguments.runs)]
                figures = _best([_measure(name, each, packages[name], runtime, share) for each in asked])
                print(
                    f"{name:<18}{size_of(packages[name]) / MEGABYTE:>7.1f} MB{share:>12g}{figures.reply:>12.3f} s"
                    f"{figures.computed:>10.3f} s{figures.memory / MEGABYTE:>7.0f} MB",
                    flush=True,
                )
    return 0


def _measure(name: str, probe: Probe, package: Path, runtime: Runtime, share: float) -> Figures:
    function = Function(name, package, probe.handler, _SECONDS, probe.variables)
    started = time.perf_counter()
    environment = Environment(function, runtime, Path(os.devnull))
    os.sched_setaffinity(environment.pid, {max(os.sched_getaffinity(0))})
    try:
        with _limited(environment.pid, share):
            result = environment.invoke(json.dumps(probe.event).encode(), f"arn:aws:lambda:::function:{name}", "1")
        reply = time.perf_counter() - started
        if result.is_error or not probe.is_answer(result.payload):
            raise SystemExit(f"{name}: {result.payload.decode()}")
        return Figures(reply, _computed(environment.pid), _memory(environment.pid))
    finally:
        environment.kill()


@contextmanager
def _limited(process: int, share: float) -> Iterator[None]:
    """Stop a process again and again, as Linux stops what has used up its quota of a period."""
    ended = threading.Event()

    def alternate() -> None:
        while not ended.wait(PERIOD * share):
            os.kill(process, signal.SIGSTOP)
            ended.wait(PERIOD * (1 - share))
            os.kill(process, signal.SIGCONT)

    thread = threading.Thread(target=alternate)
    if share < 1:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        if share < 1:
            thread.join()


def _computed(process: int) -> float:
    """Seconds of processor time (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> int:
    """The most bytes that were resident at a time."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


def _best(runs: list[Figures]) -> Figures:
    return Figures(
        reply=min(run.reply for run in runs),
        computed=min(run.computed for run in runs),
        memory=min(run.memory for run in runs),
    )


if __name__ == "__main__":
    sys.exit(main())
