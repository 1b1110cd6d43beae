"""A Python like Lambda's own."""

import subprocess
import sys
from pathlib import Path

from infra.packaging.packages import PYTHON_VERSION
from infra.packaging.pythons import find_python
from tests.stack.environments import Runtime

NO_RUNTIME = f"no Python {PYTHON_VERSION} here: install one, for example with `uv python install {PYTHON_VERSION}`"


def install_runtime(packages: Path) -> Runtime | None:
    """Install AWS's runtime client and SDK into the directory; None where this machine has no such Python."""
    python = find_python(PYTHON_VERSION)
    if python is None:
        return None
    command = [
        *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps"),
        *("--require-hashes", "--only-binary", ":all:", "--python", str(python)),
        *("--target", str(packages), "--requirement", str(Path(__file__).with_name("runtime.txt"))),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - uv
    return Runtime(python, packages)
