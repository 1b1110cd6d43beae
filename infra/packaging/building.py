"""Builds one package into a directory."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from infra.packaging.bytecode import compile_beside_sources, replace_sources
from infra.packaging.errors import BuildError
from infra.packaging.packages import MEGABYTE, PYTHON_VERSION, REQUIREMENTS, ROOT, Package
from infra.packaging.pythons import fetch_python, find_python
from infra.packaging.slim import slim
from infra.packaging.tools import find_uv

WHEELS = {"x86_64": "x86_64-manylinux_2_28", "arm64": "aarch64-manylinux_2_28"}
"""Lambda's name of a processor -> uv's name of the platform whose wheels run there."""


def build(package: Package, directory: Path, architecture: str) -> bool:
    """Fill the empty `directory`; whether it holds bytecode, which takes a Python of the runtime's version.

    Raises
    ------
    BuildError
        A tool or a wheel is missing, or the package is too large.
    """
    uv = find_uv()
    python = find_python(PYTHON_VERSION) or fetch_python(PYTHON_VERSION, uv)
    if package.requirements:
        _install(package.requirements, directory, WHEELS[architecture], uv)
    slim(directory)
    if python:
        replace_sources(directory, python)
    _copy_own_files(package, directory)
    if python:
        compile_beside_sources(directory, python)
    size = size_of(directory)
    if size > package.limit:
        raise BuildError(
            f"The package is {size / MEGABYTE:.1f} MB; its limit is {package.limit / MEGABYTE:.0f} MB. "
            f"Find out what grew: its modules, or infra/packaging/requirements/{package.requirements}.txt."
        )
    return python is not None


def _install(requirements: str, directory: Path, platform: str, uv: Sequence[str]) -> None:
    command = [
        *(*uv, "pip", "install", "--quiet"),
        *("--python-version", PYTHON_VERSION, "--python-platform", platform),
        *("--only-binary", ":all:", "--no-deps", "--require-hashes", "--link-mode", "copy"),
        *("--target", str(directory), "--requirement", str(REQUIREMENTS / f"{requirements}.txt")),
    ]
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        raise BuildError(f"The wheels in {requirements}.txt could not be installed; uv says above why.")


def _copy_own_files(package: Package, directory: Path) -> None:
    for file in [*package.files(), *package.data_files()]:
        (directory / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, directory / file)
    shutil.copyfile(ROOT / "LICENSE", directory / "LICENSE")


def size_of(directory: Path) -> int:
    """Bytes of all files, unpacked."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
