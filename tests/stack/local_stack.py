"""The whole stack on one machine: the built functions behind Lambda's and API Gateway's interfaces, moto for the rest.

What a deployed stack is to an engineer, this is to tests and to `make stack-local`: it is filled and asked by the
same commands, and the local workspace is its Slack. Its custom resources are asked when a test says so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from inference.store.model import S3_SCHEME
from infra.slack_manifest import MANIFEST as SLACK_MANIFEST
from tests.infra.cloudformation import Answer, listening
from tests.polling import until
from tests.stack.deployment import ROOT, Moto, deployed_functions
from tests.stack.environments import Function, Runtime
from tests.stack.event_sources import event_sources
from tests.stack.http_api import HttpApi
from tests.stack.local_lambda import LocalLambda
from workspace.server import WorkspaceServer

STACK = "lectern"
CHANNEL = "#reading"


class LocalStack:
    """Everything is on loopback and in `directory`; the file system is `directory/models`."""

    def __init__(
        self,
        moto: Moto,
        outputs: Mapping[str, str],
        build: Path,
        runtime: Runtime,
        directory: Path,
        *,
        name: str = STACK,
        port: int = 0,
    ) -> None:
        self._name = name
        self.outputs = outputs
        self.models = directory / "models"
        self.models.mkdir(parents=True)
        self.lambda_ = LocalLambda(runtime, directory)
        self.api = HttpApi(self.lambda_, outputs["DoorFunction"])
        self.slack = WorkspaceServer(SLACK_MANIFEST, port=port, events_url=self.api.url)
        self.slack.start()
        self._environment = {**moto.environment, "AWS_ENDPOINT_URL_LAMBDA": self.lambda_.url}
        session = moto.session()
        lambda_, self._sqs = (session.client(service, endpoint_url=moto.url) for service in ("lambda", "sqs"))
        deployed = deployed_functions(moto, name, build)
        self._functions = {logical_id: self._adapted(function) for logical_id, function in deployed.items()}
        for function in self._functions.values():
            self.lambda_.deploy(function)
        self._forget_dead_letters()
        names = {function.name for function in self._functions.values()}
        self._sources = list(event_sources(lambda_, self._sqs, names, self.lambda_.invoke))

    def function(self, logical_id: str) -> Function:
        return self._functions[logical_id]

    def command(self, module: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one of the engineer's commands."""
        return subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", module, "--stack", self._name, *arguments],
            cwd=ROOT,
            env={**os.environ, **self._environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def logs(self) -> str:
        """What all functions logged."""
        return "\n".join(
            f"--- {logical_id}\n{self.lambda_.log(each.name)}" for logical_id, each in self._functions.items()
        )

    def set_secrets(self) -> subprocess.CompletedProcess[str]:
        workspace = self.slack.workspace
        secrets = {"SLACK_SIGNING_SECRET": workspace.signing_secret, "SLACK_BOT_TOKEN": workspace.bot_token}
        return self.command("infra.secrets", "set", **secrets)

    def ask_as_cloudformation(self, logical_id: str, kind: str, **properties: str) -> Answer:
        """Ask the function behind a custom resource; what it answers CloudFormation, on the way that it does."""
        with listening() as cloudformation:
            request = cloudformation.request(kind, ResourceProperties=properties)
            result = self.lambda_.invoke(self.function(logical_id).name, json.dumps(request).encode())
            assert not result.is_error, result.payload
            return cloudformation.answer()

    def publish(self, model: Path) -> None:
        """Publish a nouns model as an engineer does."""
        done = self.command("infra.models", "publish", "nouns", str(model))
        assert done.returncode == 0, done.stderr

    def ask(self, logical_id: str, request: object) -> dict[str, Any]:
        """Invoke a function with a JSON value; its answer, which may be a failure's description."""
        result = self.lambda_.invoke(self.function(logical_id).name, json.dumps(request).encode())
        answer: dict[str, Any] = json.loads(result.payload)
        return answer

    def mention(self, text: str) -> list[str]:
        """Mention the bot in a channel; what it replied in the thread, when everything has come to rest."""
        workspace = self.slack.workspace
        ts = workspace.post_message(CHANNEL, f"@lectern {text}")
        workspace.wait_until(lambda: len(workspace.messages(CHANNEL, ts)) > 1, timeout=60)
        self.settle()
        return [message["text"] for message in workspace.messages(CHANNEL, ts)[1:]]

    def settle(self) -> None:
        """Wait until nothing waits for an answer or an apology."""
        until(lambda: all(source.is_empty() for source in self._sources), seconds=60)

    def dead_letters(self) -> int:
        """How many requests could not even be apologised for."""
        url = self._queue_url(self.outputs["DeadLetters"])
        counts = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        return int(counts["ApproximateNumberOfMessages"])

    def close(self) -> None:
        for source in self._sources:
            source.close()
        self.slack.stop()
        self.api.close()
        self.lambda_.close()

    def _forget_dead_letters(self) -> None:
        """Of the stack that was at work before."""
        url = self._queue_url(self.outputs["DeadLetters"])
        while messages := self._sqs.receive_message(QueueUrl=url, WaitTimeSeconds=0).get("Messages"):
            self._sqs.delete_message(QueueUrl=url, ReceiptHandle=messages[0]["ReceiptHandle"])

    def _queue_url(self, name: str) -> str:
        return str(self._sqs.get_queue_url(QueueName=name)["QueueUrl"])

    def _adapted(self, function: Function) -> Function:
        """What differs from AWS: addresses, and a mount point that needs no root."""
        here = {**function.variables, **self._environment}
        moved = {name for name in here if name.startswith("AWS_ENDPOINT_URL_")}
        here |= {name: self._environment.get(name, self._environment["AWS_ENDPOINT_URL"]) for name in moved}
        if "MESSAGES_QUEUE_URL" in here:
            here["MESSAGES_QUEUE_URL"] = self._queue_url(here["MESSAGES_QUEUE_URL"].rpartition("/")[2])
        if not here.get("MODEL_ROOT", S3_SCHEME).startswith(S3_SCHEME):
            here["MODEL_ROOT"] = str(self.models)
        if "SLACK_API_URL" in here:
            here["SLACK_API_URL"] = self.slack.api_url
        return replace(function, variables=here)
