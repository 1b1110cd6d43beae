"""The linters' verdicts on the templates, before and after SAM's transform, which hides much from them."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.infra.templates import load_templates
from tests.stack.deployment import ROOT, TOOLS, sam

pytestmark = pytest.mark.stack

CHECKOV = "checkov==3.3.30"
"""In an environment of its own: it pins another boto3 than the SAM CLI does."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The transformed templates as files."""
    directory = tmp_path_factory.mktemp("plain")
    files = []
    for name, template in load_templates().items():
        files.append(directory / f"{name}.json")
        files[-1].write_text(json.dumps(template, indent=1), encoding="utf-8")
    return files


def _run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - a linter


def test_sam_validate() -> None:
    sam("validate", "--lint", environment={"AWS_DEFAULT_REGION": "us-east-1"})


def test_cfn_lint(plain: list[Path]) -> None:
    done = _run([TOOLS / "cfn-lint", *plain])

    assert done.returncode == 0, done.stdout


def test_checkov(plain: list[Path]) -> None:
    done = _run(
        [sys.executable, "-m", "uv", "tool", "run", "--quiet", "--from", CHECKOV, "checkov", "-d", plain[0].parent]
    )

    print(done.stdout)
    assert done.returncode == 0, done.stdout
    assert re.search(r"Passed checks: \d+, Failed checks: 0", done.stdout)


def test_checkov_skips_nothing_without_a_reason() -> None:
    skips = re.findall(r"^ +- (CKV\w+)(.*)$", (ROOT / ".checkov.yaml").read_text(encoding="utf-8"), re.MULTILINE)

    assert skips
    assert all(reason.strip().startswith("# ") for _, reason in skips)
