"""`python -m tests.audit`: asks the advisory database about every package that is pinned for run time."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_COMMAND = (
    "tool",
    "run",
    "pip-audit",
    "--require-hashes",
    "--disable-pip",
    "--format",
    "json",
    "--progress-spinner",
    "off",
)
_SECONDS = 300


def main() -> int:
    """Print what is known.

    Returns
    -------
    1 if a package has a known vulnerability, else 0: also where the database cannot be reached, which is said.
    """
    uv = Path(sys.executable).parent / "uv"
    command = [str(uv), *_COMMAND, "-r", "requirements.txt"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603
        dependencies = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError):
        dependencies = []
    return report(dependencies)


def report(dependencies: list[dict[str, object]]) -> int:
    """Say what pip-audit found; the exit status."""
    skipped = [each for each in dependencies if "skip_reason" in each]
    vulnerable = [each for each in dependencies if each.get("vulns")]
    audited = len(dependencies) - len(skipped)
    if not audited:
        print("Not audited: pip-audit or its database cannot be reached from here.")
    else:
        print(f"{audited} packages audited, {len(skipped)} unknown to the database, {len(vulnerable)} vulnerable.")
    for each in vulnerable:
        print(f"{each['name']} {each['version']}: {json.dumps(each['vulns'])}")
    return 1 if vulnerable else 0


if __name__ == "__main__":
    sys.exit(main())
