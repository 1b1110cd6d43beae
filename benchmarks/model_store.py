"""python -m benchmarks.model_store: models from S3 straight to memory against models from a directory.

A file server on this machine stands in for S3: the times hold no network, only what fetching, checking and loading
cost. Each load runs in a process of its own; the best of three counts.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from inference.contract import Task
from inference.readers import create_reader
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.model import model_root

RUNS = 3
MEGABYTE = 1_000_000

_CHILD = "--load"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.model_store", description=__doc__)
    parser.add_argument(
        "--models", type=Path, default=EMBEDDED_MODELS, help="where the model directories lie (default: models)"
    )
    arguments = parser.parse_args()
    models: Path = arguments.models.resolve()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(models.parent)))
    Thread(target=server.serve_forever, daemon=True).start()
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    print(f"{'':<10}{'load, s':>22}{'memory after, MB':>24}{'at most, MB':>24}")
    print(f"{'':<10}{'directory':>11}{'S3':>11}{'directory':>13}{'S3':>11}{'directory':>13}{'S3':>11}")
    for task in Task:
        if (models / task).is_dir():
            here, there = (_measure(root, task) for root in (str(models), f"s3://{models.name}"))
            cells = "".join(f"{here[name]:>13.2f}{there[name]:>11.2f}" for name in ("load_s", "after", "most"))
            print(f"{task:<8}{cells}")
    server.shutdown()
    return 0


def load(root: str, task: Task) -> None:
    """Print, as JSON, what loading one model costs this process."""
    started = time.perf_counter()
    create_reader(task, model_root(root)).load()
    seconds = time.perf_counter() - started
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    after = pages * resource.getpagesize() / MEGABYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
    print(json.dumps({"load_s": seconds, "after": after, "most": most}))


class _Files(SimpleHTTPRequestHandler):
    """GET /bucket/key, which is all that is asked of S3."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: the table matters."""


def _measure(root: str, task: Task) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.model_store", _CHILD, root, task]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - ourselves
        for _ in range(RUNS)
    ]
    return {name: min(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    if sys.argv[1:2] == [_CHILD]:
        load(sys.argv[2], Task(sys.argv[3]))
        sys.exit(0)
    sys.exit(main())
