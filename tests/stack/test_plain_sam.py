"""Who types `sam build && sam deploy --guided` and nothing else, and who forgets the first half."""

import os
import pty
import re
import select
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.stack.deployment import ROOT, TOOLS, Moto, running_moto, sam_variables, try_sam

pytestmark = pytest.mark.stack

STACK = "plain"


@pytest.fixture
def moto(tmp_path: Path) -> object:
    with running_moto(tmp_path / "moto.log") as running:
        yield running


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone that nothing was built in."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("samconfig.toml", "template.yaml"):
        shutil.copy(ROOT / name, clone)
    shutil.copytree(ROOT / "infra", clone / "infra")
    return clone


def _created(moto: Moto) -> set[str]:
    """Stacks, but for the one that SAM keeps its packages in."""
    client = moto.session().client("cloudformation", endpoint_url=moto.url)
    stacks = {stack["StackName"] for stack in client.describe_stacks()["Stacks"]}
    return {name for name in stacks if not name.startswith("aws-sam-cli")}


def _functions(moto: Moto) -> list[str]:
    client = moto.session().client("lambda", endpoint_url=moto.url)
    return [function["FunctionName"] for function in client.list_functions()["Functions"]]


def test_nothing_is_deployed_that_was_not_built(clone: Path, moto: Moto) -> None:
    (clone / ".aws-sam" / "build" / "Bot" / "WorkerFunction").mkdir(parents=True)  # a build that was interrupted

    done = try_sam("deploy", environment=moto.environment, directory=clone)

    assert done.returncode != 0
    assert "Template file not found at" in done.stdout
    assert _created(moto) == set()


def test_not_even_when_the_template_is_named(clone: Path, moto: Moto) -> None:
    done = try_sam("deploy", "--template", "template.yaml", environment=moto.environment, directory=clone)

    assert done.returncode != 0
    assert _functions(moto) == []


def test_packages_for_another_processor_are_not_deployed(light_build: Path, moto: Moto) -> None:
    config = ("--config-file", ROOT / "samconfig.toml", "--template", light_build)

    done = try_sam("deploy", *config, "--parameter-overrides", "Architecture=arm64", environment=moto.environment)

    assert done.returncode != 0
    assert "The packages were built for x86_64. Run sam build --parameter-overrides Architecture=arm64" in done.stdout
    assert _functions(moto) == []


def test_guided(light_build: Path, clone: Path, moto: Moto) -> None:
    """Enter for everything but the secrets, which SAM asks for until it gets a word."""
    shutil.copytree(light_build.parent, clone / ".aws-sam" / "build")

    said = _answer_questions({"SlackSigningSecret": "later", "SlackBotToken": "later"}, clone, moto.environment)

    assert f"Successfully created/updated stack - lectern in {moto.environment['AWS_REGION']}" in said, said
    assert "python3 -m infra.slack_manifest --url https://" in re.sub(r"\s+", " ", said)
    assert "LogRetentionDays" in (clone / "samconfig.toml").read_text(encoding="utf-8")
    assert "SlackBotToken" not in (clone / "samconfig.toml").read_text(encoding="utf-8")


def _answer_questions(answers: Mapping[str, str], directory: Path, environment: Mapping[str, str]) -> str:
    """Run the guided deployment on a terminal; all that it said."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(directory)
        os.execve(TOOLS / "sam", ["sam", "deploy", "--guided"], sam_variables(environment))  # noqa: S606
    said, asked = "", 0
    while piece := _read(terminal):
        said += piece
        question = said[asked:].rpartition("\n")[2]
        if question.endswith(": "):  # The blank comes last, when what is typed is no longer thrown away.
            answer = next((value for name, value in answers.items() if name in question), "")
            os.write(terminal, f"{answer}\n".encode())
            asked = len(said)
    os.waitpid(process, 0)
    return re.sub(r"\x1b\[\d*m", "", said)  # without its colours


def _read(terminal: int) -> str:
    """What comes next, waited for; nothing at the end."""
    assert select.select([terminal], [], [], 120)[0], "it waits for an answer"
    try:
        return os.read(terminal, 65536).decode(errors="replace")
    except OSError:  # how Linux tells that the other side has closed
        return ""
