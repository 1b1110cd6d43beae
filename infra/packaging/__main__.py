"""`python -m infra.packaging FUNCTION DIRECTORY`: what `sam build` runs for each function."""

import argparse
import sys
from pathlib import Path

from infra.packaging.building import WHEELS, BuildError, build
from infra.packaging.packages import PACKAGES


def main() -> int:
    """Build one package; 1 where it could not be built, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m infra.packaging", description=__doc__)
    parser.add_argument("function", choices=sorted(PACKAGES))
    parser.add_argument("directory", type=Path)
    parser.add_argument("--architecture", choices=sorted(WHEELS), default="x86_64")
    arguments = parser.parse_args()
    try:
        build(PACKAGES[arguments.function], arguments.directory, arguments.architecture)
    except BuildError as error:
        print(f"{arguments.function}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
