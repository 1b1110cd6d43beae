"""What a publication asks of Lambda: new environments, and where readers start from snapshots, a new one of these."""

from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import WaiterError

from inference.contract import Task
from infra.account import AccountError
from infra.models.reader_functions import ReaderFunctions

pytestmark = pytest.mark.stack


class FakeLambda:
    """One function: its versions with their descriptions, and what the alias points to; `calls` are in order."""

    def __init__(self, snapshots: bool) -> None:
        self.versions = {"$LATEST": "", "1": "Names nouns", "2": "Published with nouns 1.0"}
        self.live = "2"
        self.calls: list[str] = []
        self.fails = False
        self._snapshots = snapshots

    def update_function_configuration(self, FunctionName: str, Description: str) -> dict[str, Any]:  # noqa: N803 - boto3's names, as below
        self.calls.append(f"update {FunctionName}: {Description}")
        self.versions["$LATEST"] = Description
        return {"SnapStart": {"ApplyOn": "PublishedVersions" if self._snapshots else "None"}}

    def get_waiter(self, name: str) -> Any:
        def wait(**_: str) -> None:
            self.calls.append(f"wait for {name}")
            if self.fails and name == "published_version_active":
                raise WaiterError(name, "Failed", {})

        return SimpleNamespace(wait=wait)

    def publish_version(self, FunctionName: str, Description: str) -> dict[str, str]:  # noqa: N803
        number = str(len(self.versions))
        self.versions[number] = Description
        return {"Version": number}

    def get_alias(self, FunctionName: str, Name: str) -> dict[str, str]:  # noqa: N803
        return {"FunctionVersion": self.live}

    def update_alias(self, FunctionName: str, Name: str, FunctionVersion: str) -> None:  # noqa: N803
        self.calls.append(f"{Name} is {FunctionVersion}")
        self.live = FunctionVersion

    def get_paginator(self, _: str) -> Any:
        versions = [{"Version": number, "Description": each} for number, each in self.versions.items()]
        return SimpleNamespace(paginate=lambda **_: [{"Versions": versions[:2]}, {"Versions": versions[2:]}])

    def delete_function(self, FunctionName: str, Qualifier: str) -> None:  # noqa: N803
        self.versions[Qualifier] = "deleted"


def _readers(fake: Any) -> ReaderFunctions:
    return ReaderFunctions(fake, {Task.NOUNS: "nouns-function"})


def test_without_snapshots_a_new_configuration_is_enough() -> None:
    fake = FakeLambda(snapshots=False)

    _readers(fake).start_afresh(Task.NOUNS, "2.0")

    assert fake.calls == ["update nouns-function: Reads with nouns 2.0"]
    assert fake.live == "2"


def test_new_snapshot_is_there_before_requests_go_to_it() -> None:
    fake = FakeLambda(snapshots=True)

    _readers(fake).start_afresh(Task.NOUNS, "2.0")

    assert fake.calls == [
        "update nouns-function: Reads with nouns 2.0",
        "wait for function_updated_v2",
        "wait for published_version_active",
        "live is 3",
    ]


def test_snapshots_do_not_pile_up() -> None:
    """The last but one stays, for requests under way, and so do those that deployments made."""
    fake = FakeLambda(snapshots=True)

    for version in ("2.0", "3.0", "4.0"):
        _readers(fake).start_afresh(Task.NOUNS, version)

    assert fake.versions == {
        "$LATEST": "Reads with nouns 4.0",
        "1": "Names nouns",
        "2": "deleted",
        "3": "deleted",
        "4": "Published with nouns 3.0",
        "5": "Published with nouns 4.0",
    }


def test_snapshot_that_fails_leaves_the_one_before() -> None:
    fake = FakeLambda(snapshots=True)
    fake.fails = True

    with pytest.raises(AccountError, match="no snapshot of nouns-function, which goes on with the model that it has"):
        _readers(fake).start_afresh(Task.NOUNS, "2.0")
    assert fake.live == "2"
