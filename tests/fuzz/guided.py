"""`python -m tests.fuzz.guided TARGET SECONDS`: one target under atheris, which ends the process that it runs in."""

import importlib
import sys
import tempfile

import atheris

_LONGEST_INPUT = 4_000


def main(name: str, seconds: str) -> None:
    """Fuzz until the time is up or something is found; only our own code counts as reached."""
    with atheris.instrument_imports(include=["bot", "inference"], enable_loader_override=False):
        target = importlib.import_module("tests.fuzz.targets").TARGETS[name]
    with tempfile.TemporaryDirectory() as corpus:
        limits = [f"-max_total_time={seconds}", f"-max_len={_LONGEST_INPUT}", "-timeout=10", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={corpus}/", corpus], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
