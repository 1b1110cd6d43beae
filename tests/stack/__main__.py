"""`python -m tests.stack`: the built stack on this machine, with the local workspace as its Slack."""

import argparse
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.stack.deployment import ROOT, deploy, running_moto
from tests.stack.environments import Runtime
from tests.stack.local_stack import STACK, LocalStack
from tests.stack.runtimes import NO_RUNTIME, install_runtime


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted; 1 where it cannot start, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m tests.stack", description=__doc__)
    parser.add_argument("--build", type=Path, default=ROOT / ".aws-sam" / "build", help="what `make build` made")
    parser.add_argument("--port", type=int, default=3000, help="the page's port (default 3000)")
    options = parser.parse_args(arguments)
    if not (options.build / "template.yaml").is_file():
        print(f"Nothing is built in {options.build}: run `make build` first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as directory:
        runtime = install_runtime(Path(directory) / "runtime")
        if runtime is None:
            print(NO_RUNTIME, file=sys.stderr)
            return 1
        try:
            _serve(options.build, runtime, Path(directory), options.port)
        except KeyboardInterrupt:
            pass
        except OSError as error:
            print(f"Port {options.port} cannot be had: {error.strerror}. Choose another with PORT=.", file=sys.stderr)
            return 1
    return 0


def _serve(build: Path, runtime: Runtime, directory: Path, port: int) -> None:
    with running_moto(directory / "moto.log") as moto:
        print("Deploying to moto, which takes half a minute", flush=True)
        outputs = deploy(moto, build / "template.yaml", STACK)
        stack = LocalStack(moto, outputs, build, runtime, directory / "functions", port=port)
        try:
            seeded = stack.ask_as_cloudformation("SeedFunction", "Create")
            done = stack.set_secrets()
            print(f"Seeding models: {seeded['Reason']}", done.stdout + done.stderr, sep="\n", end="", flush=True)
            print(f"Lectern's stack is at {stack.slack.url}; the functions log to {directory}/functions", flush=True)
            threading.Event().wait()
        finally:
            stack.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
