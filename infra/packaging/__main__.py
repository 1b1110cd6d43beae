"""`python -m infra.packaging FUNCTION DIRECTORY`: what `sam build` runs for each function."""

import argparse
import sys
from pathlib import Path

from infra.packaging.building import WHEELS, build
from infra.packaging.errors import BuildError
from infra.packaging.packages import PACKAGES, PYTHON_VERSION

_NO_BYTECODE = f"""\
WARNING: {{function}} is built without bytecode: there is no Python {PYTHON_VERSION} here, and none could be downloaded.
         It works, but its cold starts take about twice as long. Install one and build again."""


def main() -> int:
    """Build one package; 1 where it could not be built, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m infra.packaging", description=__doc__)
    parser.add_argument("function", choices=sorted(PACKAGES))
    parser.add_argument("directory", type=Path)
    parser.add_argument("--architecture", choices=sorted(WHEELS), default="x86_64")
    arguments = parser.parse_args()
    try:
        has_bytecode = build(PACKAGES[arguments.function], arguments.directory, arguments.architecture)
    except BuildError as error:
        print(f"{arguments.function}: {error}", file=sys.stderr)
        return 1
    if not has_bytecode:  # SAM shows what is printed; of stderr only when the build fails.
        print(_NO_BYTECODE.format(function=arguments.function))
    return 0


if __name__ == "__main__":
    sys.exit(main())
