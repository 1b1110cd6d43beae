"""`python -m tests.fuzz`: looks for inputs that break a promise, guided by which code they reach."""

import argparse
import importlib.util
import subprocess
import sys
from collections.abc import Sequence

from tests.fuzz.targets import TARGETS


def main(arguments: Sequence[str]) -> int:
    """Fuzz one target after the other.

    Returns
    -------
    0 if nothing was found, or if atheris is not installed; else the exit status of the first target that failed.
    """
    options = _parser().parse_args(arguments)
    if importlib.util.find_spec("atheris") is None:
        print("Skipped: coverage-guided fuzzing needs atheris. Install it with `pip install atheris`.")
        return 0
    return next((status for name in options.target or TARGETS if (status := _fuzz(name, options.seconds))), 0)


def _fuzz(name: str, seconds: int) -> int:
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - this project
    lines = done.stderr.strip().splitlines()
    print(f"{name}: {lines[-1] if lines and not done.returncode else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", nargs="*", help=f"of {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--seconds", type=int, default=30, help="for each target (default 30)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
