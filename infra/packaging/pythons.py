"""A Python of the runtime's version: one of this machine's, or one that uv downloads."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra.packaging.tools import TOOLS, locked

_DOWNLOAD_SECONDS = 300
_FORGET_SECONDS = 600
"""How long a download that failed is not tried again: the builds of all functions would each wait for it."""


def find_python(version: str, cache: Path = TOOLS) -> Path | None:
    """An interpreter of exactly this minor version: on PATH, or where pyenv, uv and earlier builds keep theirs."""
    return next((path for path in _candidates(version, cache) if _runs(path, version)), None)


def fetch_python(version: str, uv: Sequence[str], cache: Path = TOOLS) -> Path | None:
    """Like `find_python`, after having uv download one; None where it cannot."""
    with locked(cache):
        if python := find_python(version, cache):  # another build has just brought it
            return python
        failed = cache / f"no-python-{version}"
        if failed.exists() and time.time() - failed.stat().st_mtime < _FORGET_SECONDS:
            return None
        print(f"Downloading Python {version} into {cache}", flush=True)
        if not _download(version, uv, cache / "python"):
            failed.touch()
        return find_python(version, cache)


def _download(version: str, uv: Sequence[str], folder: Path) -> bool:
    command = [*uv, "python", "install", "--no-progress", "--no-bin", "--install-dir", str(folder), version]
    once = {**os.environ, "UV_HTTP_RETRIES": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - uv
            command, env=once, capture_output=True, timeout=_DOWNLOAD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _candidates(version: str, cache: Path) -> Iterator[Path]:
    if on_path := shutil.which(f"python{version}"):
        yield Path(on_path)
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions"
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR", home / ".local/share/uv/python"))
    yield from sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True)
    for folder in (uv, cache / "python"):
        yield from sorted(folder.glob(f"cpython-{version}*/bin/python{version}"), reverse=True)


def _runs(python: Path, version: str) -> bool:
    """Whether it starts: pyenv's shims exist for versions that are not active."""
    command = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - an interpreter of this machine
    return answer.stdout.strip() == version
