"""What a build brings along where a machine lacks it: with a pip, a venv and a uv that note what they are asked for."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from infra.packaging import pythons, tools
from infra.packaging.errors import BuildError
from infra.packaging.packages import REQUIREMENTS, ROOT
from infra.packaging.pythons import fetch_python, find_python
from infra.packaging.tools import find_uv

pytestmark = pytest.mark.stack

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


class Installers:
    """In the place of `subprocess.run`: pip leaves a uv in its target; `fails` names what does not work."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.fails = ""

    def __call__(self, command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        self.commands.append(list(command))
        if self.fails in command:
            return subprocess.CompletedProcess(command, 1)
        if "--target" in command:
            uv = Path(command[command.index("--target") + 1]) / "bin" / "uv"
            uv.parent.mkdir(parents=True)
            uv.touch()
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def installers(monkeypatch: pytest.MonkeyPatch) -> Installers:
    """On a machine whose Python has pip and no uv."""
    fakes = Installers()
    monkeypatch.setattr(subprocess, "run", fakes)
    _has(monkeypatch, "pip")
    return fakes


def _has(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    monkeypatch.setattr(tools, "find_spec", lambda name: name if name in modules else None)


def test_the_uv_of_this_python_is_taken(
    installers: Installers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _has(monkeypatch, "uv")

    assert find_uv(tmp_path) == [sys.executable, "-m", "uv"]
    assert installers.commands == []


def test_uv_is_installed_once_though_many_builds_want_it(installers: Installers, tmp_path: Path) -> None:
    found: list[list[str]] = []
    builds = [threading.Thread(target=lambda: found.append(find_uv(tmp_path / "tools"))) for _ in range(4)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()

    ((uv,), *others) = found
    assert Path(uv).is_file()
    assert others == [[uv]] * 3
    (command,) = installers.commands
    assert "--require-hashes" in command
    assert str(REQUIREMENTS / "uv.txt") in command


def test_an_installation_that_was_interrupted_does_not_count(
    installers: Installers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    installers.fails = "pip"
    with pytest.raises(BuildError, match="uv could not be installed; pip says above why"):
        find_uv(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]

    installers.fails = ""
    assert Path(find_uv(tmp_path)[0]).is_file()
    assert "this happens once" in capsys.readouterr().out


def test_a_python_without_pip_makes_itself_one(
    installers: Installers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _has(monkeypatch)

    find_uv(tmp_path)

    environment, installation = installers.commands
    assert environment[1:3] == ["-m", "venv"]
    assert installation[0].startswith(environment[3])


def test_a_python_without_pip_and_venv_is_told_what_to_do(
    installers: Installers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _has(monkeypatch)
    installers.fails = "venv"

    with pytest.raises(BuildError, match="`apt-get install python3-venv` brings them"):
        find_uv(tmp_path)


def test_the_pinned_uv_is_the_one_that_the_tests_use() -> None:
    pinned = (REQUIREMENTS / "uv.txt").read_text(encoding="utf-8").splitlines()
    ours = (ROOT / "requirements-stack.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in pinned if line.startswith("uv==")] == [line for line in ours if line.startswith("uv==")]


def test_finding_an_interpreter(tmp_path: Path) -> None:
    assert find_python(VERSION, tmp_path)
    assert find_python("3.99", tmp_path) is None


def test_what_an_earlier_build_has_downloaded_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python" / "cpython-3.99.1-linux" / "bin" / "python3.99"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 3.99\n", encoding="utf-8")
    python.chmod(0o755)

    assert find_python("3.99", tmp_path) == python


def test_a_download_that_fails_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installers = Installers()
    installers.fails = "3.99"
    monkeypatch.setattr(subprocess, "run", installers)

    assert fetch_python("3.99", ["uv"], tmp_path) is None
    assert fetch_python("3.99", ["uv"], tmp_path) is None

    (command,) = installers.commands
    assert command[:3] == ["uv", "python", "install"]
    assert str(tmp_path / "python") in command


def test_a_download_that_works_is_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def download(version: str, uv: Sequence[str], folder: Path) -> bool:
        python = folder / "cpython-3.99.1-linux" / "bin" / "python3.99"
        python.parent.mkdir(parents=True)
        python.write_text("#!/bin/sh\necho 3.99\n", encoding="utf-8")
        python.chmod(0o755)
        return True

    monkeypatch.setattr(pythons, "_download", download)

    first = fetch_python("3.99", ["uv"], tmp_path)
    assert first
    assert fetch_python("3.99", ["uv"], tmp_path) == first  # or mkdir would fail
