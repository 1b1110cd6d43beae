"""The readers' side of a publication: new environments, which load the version that is current by then."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import WaiterError

from inference.contract import Task
from infra.account import AccountError, explained

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

ALIAS = "live"
"""The template's alias, which is invoked where readers start from snapshots."""

_MARK = "Published with "
"""How descriptions of function versions begin that were made here; those of deployments begin otherwise."""


class ReaderFunctions:
    def __init__(self, client: "LambdaClient", names: Mapping[Task, str]) -> None:
        self._client = client
        self._names = names

    def start_afresh(self, task: Task, version: str) -> None:
        """Make Lambda start new environments of a task's reader; from a new snapshot, where it starts from one.

        A snapshot takes a minute or more, and the reader goes on with the old model until it is there.

        Raises
        ------
        AccountError
            Lambda refused, or could not make the snapshot.
        """
        name = self._names[task]
        with explained():
            # Any change of a function's configuration makes Lambda start new environments.
            changed = self._client.update_function_configuration(
                FunctionName=name, Description=f"Reads with {task} {version}"
            )
            if changed["SnapStart"]["ApplyOn"] == "PublishedVersions":
                self._take_snapshot(name, f"{_MARK}{task} {version}")

    def _take_snapshot(self, name: str, description: str) -> None:
        self._client.get_waiter("function_updated_v2").wait(FunctionName=name)
        number = self._client.publish_version(FunctionName=name, Description=description)["Version"]
        try:
            self._client.get_waiter("published_version_active").wait(FunctionName=name, Qualifier=number)
        except WaiterError:
            raise AccountError(
                f"Lambda made no snapshot of {name}, which goes on with the model that it has. The reason is in "
                f"`aws lambda get-function-configuration --function-name {name} --qualifier {number}`."
            ) from None
        before = self._client.get_alias(FunctionName=name, Name=ALIAS)["FunctionVersion"]
        self._client.update_alias(FunctionName=name, Name=ALIAS, FunctionVersion=number)
        self._forget(name, keep={number, before})

    def _forget(self, name: str, keep: set[str]) -> None:
        """Delete what was made here before, for snapshots cost; requests under way may still be sent to the last."""
        for page in self._client.get_paginator("list_versions_by_function").paginate(FunctionName=name):
            for version in page["Versions"]:
                if version["Description"].startswith(_MARK) and version["Version"] not in keep:
                    self._client.delete_function(FunctionName=name, Qualifier=version["Version"])
