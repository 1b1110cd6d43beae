"""`python -m bot http` as anybody would start it, with a state folder of its own."""

import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.soak.bot_process import BOT_TOKEN, SIGNING_SECRET, TEAM

_FULL_BYTES = 4096
"""A file may not grow beyond this: less than the inbox has."""


class HttpProcess:
    """`port` is that of the process of the moment."""

    def __init__(self, api_url: str, state: Path) -> None:
        self._state = state
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "LECTERN_"))},
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": api_url,
            "SLACK_TEAM_ID": TEAM,
            "LECTERN_STATE": str(state),
            "NO_PROXY": "127.0.0.1",
        }
        self._command = [sys.executable, "-m", "bot", "http", "--port", "0"]
        self.port = 0

    def start(self, *, full_disk: bool = False) -> None:
        """Return once it listens."""
        self._process = subprocess.Popen(  # noqa: S603 - this project
            self._command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self._environment,
        )
        assert self._process.stdout is not None  # noqa: S101 - for the type checker
        for line in self._process.stdout:
            if found := re.search(r"listens at http://[^:]+:(\d+)/", line):
                self.port = int(found[1])
                break
        if full_disk:
            resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (_FULL_BYTES, _FULL_BYTES))

    def kill(self) -> None:
        """SIGKILL: nothing is tidied up."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """SIGTERM, which lets it finish what it has begun."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)

    def start_another(self) -> int:
        """The exit status of a second one with the same state."""
        another = subprocess.run(  # noqa: S603 - likewise
            self._command, env=self._environment, capture_output=True, timeout=60, check=False
        )
        return another.returncode

    def settle(self, seconds: float) -> bool:
        """Wait until nothing lies in the inbox; whether that was so within the time."""
        deadline = time.monotonic() + seconds
        while self._waiting():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.2)
        return True

    def _waiting(self) -> int:
        connection = sqlite3.connect(f"file:{self._state / 'inbox.db'}?mode=ro", uri=True, timeout=10)
        try:
            return int(connection.execute("SELECT COUNT(*) FROM deliveries WHERE body IS NOT NULL").fetchone()[0])
        finally:
            connection.close()
