"""Compiles a package ahead of time: Lambda's own folder is read-only, so Python would compile at every cold start."""

import subprocess
from pathlib import Path

TASK_ROOT = "/var/task"
"""Where Lambda unpacks a function, and so what tracebacks name."""


def compile_beside_sources(directory: Path, python: Path) -> None:
    """Write bytecode that is the same at every build, and that Python takes without looking at the source's date."""
    _compile(directory, python)


def replace_sources(directory: Path, python: Path) -> None:
    """Like `compile_beside_sources`, without keeping sources: both together would not fit."""
    _compile(directory, python, "-b")
    for source in directory.rglob("*.py"):
        if source.with_suffix(".pyc").exists():
            source.unlink()


def _compile(directory: Path, python: Path, *options: str) -> None:
    within = ["-s", str(directory), "-p", TASK_ROOT, str(directory)]
    command = [str(python), "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", *options, *within]
    # Some packages hold files for other versions of Python, which this one never imports: those stay as they are.
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own tool
