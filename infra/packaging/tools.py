"""uv, which installs the functions' packages: that of this Python, or one that the build brings along, once."""

import fcntl
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from infra.packaging.errors import BuildError
from infra.packaging.packages import REQUIREMENTS, ROOT

TOOLS = ROOT / ".aws-sam" / "tools"
"""What builds bring along; deleting it only makes the next one fetch it again."""

_LOCK_FILE = REQUIREMENTS / "uv.txt"


@contextmanager
def locked(cache: Path) -> Iterator[None]:
    """Let one build at a time fetch something: SAM starts those of all functions at once."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def find_uv(cache: Path = TOOLS) -> list[str]:
    """The command that runs uv; raises BuildError where it is missing and cannot be installed."""
    if find_spec("uv") is not None:
        return [sys.executable, "-m", "uv"]
    version = sha256(_LOCK_FILE.read_bytes()).hexdigest()[:12]
    folder = cache / f"uv-{platform.system()}-{platform.machine()}-{version}".lower()
    with locked(cache):
        if not folder.exists():
            print(f"Installing uv into {cache}; this happens once", flush=True)
            _install(folder)
    return [str(folder / "bin" / "uv")]


def _install(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        target = Path(temporary) / "uv"
        command = [
            *(str(_python_with_pip(Path(temporary) / "venv")), "-m", "pip", "install", "--quiet"),
            *("--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
            *("--target", str(target), "--requirement", str(_LOCK_FILE)),
        ]
        if subprocess.run(command, check=False).returncode:  # noqa: S603 - our own lock file
            raise BuildError(
                "uv could not be installed; pip says above why. Where there is no package index, give one to pip as "
                "ever (PIP_INDEX_URL), or install uv for this Python beforehand."
            )
        shutil.move(target, folder)


def _python_with_pip(directory: Path) -> Path:
    if find_spec("pip") is not None:
        return Path(sys.executable)
    if subprocess.run([sys.executable, "-m", "venv", str(directory)], check=False).returncode:  # noqa: S603
        raise BuildError(
            f"{sys.executable} has neither pip nor venv, to install uv with. On Debian and Ubuntu "
            "`apt-get install python3-venv` brings them; or name another Python: BUILD_PYTHON=/path/to/python sam build"
        )
    return directory / "bin" / "python"
