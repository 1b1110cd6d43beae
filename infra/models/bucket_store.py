"""Models straight from the bucket: the pointers in it are all that a publication has to change."""

from inference.contract import Task
from infra.account import AccountError
from infra.models.bucket import ModelBucket
from infra.models.store import State


class BucketStore:
    """A `ModelStore`. Two who publish at once do not wait for each other: the later one wins."""

    def __init__(self, bucket: ModelBucket) -> None:
        self._bucket = bucket

    def state(self) -> dict[Task, State]:
        return {task: self._state(task) for task in Task}

    def switch(self, task: Task, version: str) -> State:
        """Make a published version current, fetching it before as a reader does."""
        self._bucket.check(task, version)
        before = self._state(task)
        self._bucket.point(task, version, before.previous if before.current == version else before.current)
        return self._state(task)

    def roll_back(self, task: Task) -> State:
        previous = self._state(task).previous
        if previous is None:
            raise AccountError("There is no earlier version in the bucket to go back to. Name one with --to VERSION.")
        return self.switch(task, previous)

    def _state(self, task: Task) -> State:
        (current, previous), published = self._bucket.pointers(task), self._bucket.versions(task)
        return State(
            current=current,
            previous=previous if previous in published and previous != current else None,
            present=sorted({*published} | ({current} if current else set())),
        )
