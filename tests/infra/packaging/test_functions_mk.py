"""What `sam build` runs for each function, and what it says where it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.packaging.packages import ROOT

pytestmark = pytest.mark.stack

FOLDER = ROOT / "infra" / "packaging" / "arm64"


def _make(target: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--makefile", "Makefile", target]
    known = {name: value for name, value in os.environ.items() if name not in {"ARCH", "BUILD_PYTHON"}}
    return subprocess.run(  # noqa: S603 - ours
        command, cwd=FOLDER, env={**known, **variables}, capture_output=True, text=True, check=False
    )


def test_another_processor_than_the_templates_is_refused() -> None:
    done = _make("build-WorkerFunction", ARCH="x86_64", ARTIFACTS_DIR="/nowhere")

    assert done.returncode != 0
    assert done.stderr.startswith(
        "ARCH is x86_64, but the template's parameter Architecture is arm64: "
        "unset ARCH, or run `sam build --parameter-overrides Architecture=x86_64` and deploy with the same."
    )


def test_without_a_python_that_is_new_enough(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    for program in ("make", "sh"):
        (tmp_path / program).symlink_to(f"/usr/bin/{program}")

    done = _make("build-WorkerFunction", PATH=str(tmp_path), ARTIFACTS_DIR="/nowhere")

    assert done.returncode != 0
    assert done.stderr.startswith("Lectern's packages are built with Python 3.11 or newer, and there is none on PATH")


def test_a_later_name_of_python_is_found(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    for name, program in (("make", "/usr/bin/make"), ("sh", "/bin/sh"), ("python3.12", sys.executable)):
        (tmp_path / name).symlink_to(program)

    done = _make("build-Unknown", PATH=str(tmp_path), ARTIFACTS_DIR="/nowhere")

    assert "invalid choice: 'Unknown'" in done.stderr
