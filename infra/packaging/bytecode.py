"""Compiles a package ahead of time: Lambda's own folder is read-only, so Python would compile at every cold start."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

TASK_ROOT = "/var/task"
"""Where Lambda unpacks a function, and so what tracebacks name."""


def find_python(version: str) -> Path | None:
    """An interpreter of exactly this minor version: on PATH, or where pyenv and uv keep theirs."""
    return next((path for path in _candidates(version) if _runs(path, version)), None)


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


def _candidates(version: str) -> Iterator[Path]:
    if on_path := shutil.which(f"python{version}"):
        yield Path(on_path)
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions"
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", home / ".local/share/uv/python"))
    yield from sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True)
    yield from sorted(uv.glob(f"cpython-{version}*/bin/python{version}"), reverse=True)


def _runs(python: Path, version: str) -> bool:
    """Whether it starts: pyenv's shims exist for versions that are not active."""
    command = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - an interpreter of this machine
    return answer.stdout.strip() == version
