"""`python -m benchmarks.attack`: tries it all on loopback, prints a table, fails where a promise did not hold."""

import argparse
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.attack.api import api_server, attack_api
from benchmarks.attack.bot import attack_bot
from benchmarks.attack.result import Result, table
from benchmarks.soak.slack import SlackServer


def main(arguments: Sequence[str]) -> int:
    """Run all attacks; 1 if a promise was broken."""
    argparse.ArgumentParser(prog="python -m benchmarks.attack", description=__doc__).parse_args(arguments)
    results = []
    for result in _results():
        results.append(result)
        print(f"{'held' if result.held else 'BROKEN'}: {result.attack}: {result.measured}", file=sys.stderr, flush=True)
    print(f"\n{table(results)}")
    return int(not all(result.held for result in results))


def _results() -> Iterator[Result]:
    port = _free_port()
    with api_server(port) as process:
        yield from attack_api(port, process)
    with tempfile.TemporaryDirectory() as folder, SlackServer() as slack:
        yield from attack_bot(slack, Path(folder))
        slack.shutdown()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
