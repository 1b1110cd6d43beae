"""`python -m bot` as a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

ROOT = Path(__file__).parents[3]

_ATTENTIVE = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
"""A process started in the background of a shell inherits deafness to interrupts; this one listens again."""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def environment(**variables: str) -> dict[str, str]:
    """This process's own, without anything of Slack's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "LECTERN_"))}
    return {**kept, "PYTHONUNBUFFERED": "1", **variables}


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(  # noqa: S603
        command(*arguments),
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class Process:
    def __init__(self, popen: subprocess.Popen[str]) -> None:
        self.popen = popen
        self.lines: Queue[str] = Queue()
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def line_with(self, words: str) -> str:
        """The next line of output that holds these words."""
        while words not in (line := self.lines.get(timeout=60)):
            pass
        return line

    def interrupt(self) -> int:
        self.popen.send_signal(signal.SIGINT)
        return self.popen.wait(60)

    def _read(self) -> None:
        assert self.popen.stdout
        for line in self.popen.stdout:
            self.lines.put(line)


@contextmanager
def running(*arguments: str, variables: Mapping[str, str]) -> Iterator[Process]:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _ATTENTIVE, *command(*arguments)],
        cwd=ROOT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as popen:
        process = Process(popen)
        try:
            yield process
        finally:
            popen.kill()
            process.reader.join()
