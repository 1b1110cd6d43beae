"""Where readers find models, whichever it is: what a publication asks of it."""

from typing import Protocol

import msgspec

from inference.contract import Task


class State(msgspec.Struct):
    """The versions of one task's model that readers can load."""

    current: str | None
    previous: str | None
    present: list[str]


class ModelStore(Protocol):
    """All methods raise AccountError; what fails leaves the current version as it is."""

    def state(self) -> dict[Task, State]: ...

    def switch(self, task: Task, version: str) -> State:
        """Make a published version current, checking every byte of it before."""
        ...

    def roll_back(self, task: Task) -> State:
        """Exchange the current version with the one before it."""
        ...
