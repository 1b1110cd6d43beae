"""`python -m infra.packaging.report DIRECTORY`: how large the built packages are."""

import sys
from pathlib import Path

from infra.packaging.building import size_of
from infra.packaging.packages import MEGABYTE, PACKAGES, PYTHON_VERSION
from infra.packaging.pythons import find_python


def built_packages(directory: Path) -> dict[str, Path]:
    """Where each function was built; one of those places for what several nested stacks hold."""
    folders = sorted([*directory.glob("*/*"), *directory.glob("*/*/*")])
    return {path.name: path for path in folders if path.name in PACKAGES}


def main(directory: Path) -> None:
    """Print a line per package, and one where they lack something."""
    for name, path in built_packages(directory).items():
        print(f"{name:<18} {size_of(path) / MEGABYTE:6.1f} MB")
    if find_python(PYTHON_VERSION) is None:
        print(f"There is no Python {PYTHON_VERSION} here: without its bytecode the functions start more slowly.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
