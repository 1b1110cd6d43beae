"""The bot's process, from outside: started, called, killed."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.soak.faults import Faults


class BotProcess:
    """The bot's process; after `kill` another one takes over, at another port, with the same ledger."""

    def __init__(self, api_url: str, ledger: Path) -> None:
        self._api_url = api_url
        self._ledger = ledger
        self.queue_url = ""
        self.port = 0
        self.faults = Faults()

    def start(self) -> None:
        command = [sys.executable, "-m", "benchmarks.soak.bot_process"]
        self._process = subprocess.Popen(  # noqa: S603 - this project
            [*command, self._api_url, self.queue_url, str(self._ledger)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_PROXY": "127.0.0.1"},
        )
        assert self._process.stdout is not None  # noqa: S101 - for the type checker
        self.port = int(self._process.stdout.readline())
        self.set_faults(self.faults)

    def set_faults(self, faults: Faults) -> None:
        self.faults = faults
        self.call("/faults", faults.to_json())

    def kill(self) -> None:
        """End the process at once and start the next."""
        self.stop()
        self.start()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def call(self, path: str, value: object) -> int:
        """Status of the answer; raises OSError or HTTPException where there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", path, json.dumps(value), {"Content-Type": "application/json"})
            return connection.getresponse().status
        finally:
            connection.close()

    def memory(self) -> float:
        """Resident, in megabytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) * 1024 / 1e6
