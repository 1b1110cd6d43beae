"""The command line: what stops the bot from starting, and how it stops."""

import re
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.bot.modes.running import run, running


@pytest.mark.parametrize(
    ("mode", "variables", "named"),
    [
        ("http", {}, "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are not set."),
        ("http", {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is not set."),
        ("socket", {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not set."),
        ("local", {"PORT": "no number"}, "PORT is not valid."),
    ],
)
def test_a_missing_variable_is_named_in_one_line(mode: str, variables: dict[str, str], named: str) -> None:
    finished = run(mode, **variables)
    assert finished.returncode == 2
    assert finished.stderr == f"python -m bot {mode}: {named}\n"
    assert finished.stdout == ""


@pytest.mark.parametrize("mode", ["local", "http"])
def test_a_port_that_is_taken(mode: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        variables = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
        finished = run(mode, "--port", port, "--models", str(tmp_path), **variables)
    assert finished.returncode == 2
    assert finished.stderr.startswith(f"python -m bot {mode}: Port {port} is taken.")
    assert finished.stderr.count("\n") == 1


def test_help() -> None:
    finished = run("--help")
    assert finished.returncode == 0
    assert "SLACK_SIGNING_SECRET" in finished.stdout


def test_the_local_workspace_is_up_at_once_and_stops_when_interrupted(tmp_path: Path) -> None:
    with running("--port", "0", "--models", str(tmp_path), variables={}) as process:
        found = re.search(r"http://127\.0\.0\.1:\d+", process.line_with("Lectern is at"))
        assert found
        with urllib.request.urlopen(found[0], timeout=60) as page:  # noqa: S310
            assert page.status == 200
        assert process.interrupt() == 0
