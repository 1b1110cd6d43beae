"""The stack as it is deployed to moto: built by the SAM CLI, created by the SAM CLI, described by moto."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

import boto3

from tests.stack.environments import Function
from tests.stack.local_lambda import REGION

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent


@dataclass(frozen=True)
class Moto:
    """A running moto server."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """Variables that make AWS's tools talk to it, and to nothing else."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def session(self) -> boto3.Session:
        return boto3.Session("testing", "testing", region_name=REGION)


@contextmanager
def running_moto(log: Path) -> Iterator[Moto]:
    """Start a moto server that can create this stack, and stop it at the end."""
    port = _free_port()
    moto = Moto(f"http://localhost:{port}")  # moto takes template URLs apart only where the host is called localhost
    with log.open("wb") as stream:
        command = [sys.executable, "-m", "tests.stack.moto_server", str(port)]
        variables = {**os.environ, **moto.environment}
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=stream, stderr=stream)  # noqa: S603
    try:
        _wait_for(f"{moto.url}/moto-api/data.json", process)
        yield moto
    finally:
        process.terminate()
        process.wait()


def sam(*arguments: str | Path, environment: Mapping[str, str]) -> str:
    """Run the SAM CLI in the project's root; its output, or a failed assertion that shows it."""
    done = try_sam(*arguments, environment=environment)
    assert done.returncode == 0, done.stdout
    return done.stdout


def try_sam(
    *arguments: str | Path, environment: Mapping[str, str], directory: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Like `sam`, whether or not it fails; all that it said is in `stdout`."""
    return subprocess.run(  # noqa: S603 - a tool of ours
        [str(TOOLS / "sam"), *map(str, arguments)],
        cwd=directory,
        env=sam_variables(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def sam_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """What the SAM CLI runs with; `environment` has the last word."""
    return {
        **os.environ,
        "SAM_CLI_TELEMETRY": "0",
        "BUILD_PYTHON": sys.executable,
        "PATH": f"{TOOLS}:{os.environ['PATH']}",
        **environment,
    }


def deploy(moto: Moto, template: Path, stack: str, parameters: Sequence[str] = ()) -> Mapping[str, str]:
    """Create the stack from a built template; its outputs."""
    overrides = ["--parameter-overrides", *parameters] if parameters else []
    config = ("--config-file", ROOT / "samconfig.toml")  # which the SAM CLI seeks beside the template
    sam("deploy", *config, "--template", template, "--stack-name", stack, *overrides, environment=moto.environment)
    client = moto.session().client("cloudformation", endpoint_url=moto.url)
    described = client.describe_stacks(StackName=stack)["Stacks"][0]
    assert described["StackStatus"] == "CREATE_COMPLETE"
    return {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}


def deployed_functions(moto: Moto, stack: str, build: Path) -> dict[str, Function]:
    """By logical id: the functions with the settings that the stack gave them and the packages that were built."""
    session = moto.session()
    cloudformation = session.client("cloudformation", endpoint_url=moto.url)
    lambda_ = session.client("lambda", endpoint_url=moto.url)
    functions = {}
    for folder, stack_id in _stacks(cloudformation, stack, build):
        for logical_id, name in _resources(cloudformation, stack_id, "AWS::Lambda::Function"):
            deployed = lambda_.get_function_configuration(FunctionName=name)
            functions[logical_id] = Function(
                name=name,
                directory=folder / logical_id,
                handler=deployed["Handler"],
                timeout=deployed["Timeout"],
                variables={name: str(value) for name, value in deployed["Environment"]["Variables"].items()},
            )
    return functions


def _stacks(client: Any, stack: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """Build folder and id of this stack and of all that it nests."""
    yield folder, stack
    for logical_id, stack_id in _resources(client, stack, "AWS::CloudFormation::Stack"):
        yield from _stacks(client, stack_id, folder / logical_id)


def _resources(client: Any, stack: str, kind: str) -> Iterator[tuple[str, str]]:
    """Logical and physical ids."""
    for resource in client.list_stack_resources(StackName=stack)["StackResourceSummaries"]:
        if resource["ResourceType"] == kind:
            yield resource["LogicalResourceId"], resource["PhysicalResourceId"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except (URLError, ConnectionError):
            assert process.poll() is None, "moto did not start"
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)
