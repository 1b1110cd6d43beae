"""What `python -m infra.models` can do; every command returns the lines it has to say."""

from collections.abc import Iterator
from pathlib import Path

from inference.contract import InferenceError, Task
from inference.store.directory import ModelDirectory, open_model
from inference.store.embedded import EMBEDDED_MODELS
from infra.account import AccountError
from infra.models.bucket import ModelBucket, Progress
from infra.models.reader_functions import ReaderFunctions
from infra.models.store import ModelStore, State


class Publisher:
    def __init__(self, bucket: ModelBucket, store: ModelStore, readers: ReaderFunctions, progress: Progress) -> None:
        self._bucket = bucket
        self._store = store
        self._readers = readers
        self._progress = progress

    def publish(self, task: Task, directory: Path) -> Iterator[str]:
        """Upload a model and make it current."""
        model = _open(directory, task)
        yield f"{task}: publishing {model.manifest.model}"
        self._bucket.upload(model, self._progress)
        yield self._now(task, self._store.switch(task, model.manifest.version))

    def publish_embedded(self, models: Path = EMBEDDED_MODELS) -> Iterator[str]:
        """Publish the models that come with Lectern, for tasks that have none or an embedded one.

        A store that is new to the stack goes on with what was current in the one before.
        """
        state = self._store.state()
        for task in Task:
            model = _open(models / task, task)
            current = state[task].current
            if current == model.manifest.version:
                yield f"{task}: {current} is current"
            elif current is None and (kept := self._bucket.pointers(task)[0]):
                yield self._now(task, self._store.switch(task, kept))
            elif current is None:
                yield from self.publish(task, models / task)
            else:
                yield f"{task}: keeps {current}; for the one that comes with Lectern, publish {task} {models / task}"

    def tasks_without_model(self) -> tuple[Task, ...]:
        """Those whose readers would find nothing to load."""
        return tuple(task for task, state in self._store.state().items() if state.current is None)

    def list(self) -> Iterator[str]:
        """All versions, published and where readers load them from."""
        for task, state in self._store.state().items():
            published = self._bucket.versions(task)
            yield f"{task}: {len(published)} published"
            yield from (_line(version, state, version in published) for version in sorted({*published, *state.present}))

    def roll_back(self, task: Task, version: str | None) -> Iterator[str]:
        """Go back to the version before the current one, or to any that was published."""
        yield self._now(task, self._store.switch(task, version) if version else self._store.roll_back(task))

    def _now(self, task: Task, state: State) -> str:
        """Let the reader take up what is current now."""
        self._readers.start_afresh(task, str(state.current))
        before = f"; {state.previous} stays for a rollback" if state.previous else ""
        return f"{task}: {state.current} is current{before}"


def _open(directory: Path, task: Task) -> ModelDirectory:
    try:
        return open_model(directory, task)
    except InferenceError as error:
        raise AccountError(f"{directory}: {error.message}") from None


def _line(version: str, state: State, published: bool) -> str:
    marks = {
        "current": version == state.current,
        "previous": version == state.previous,
        "not in the bucket": not published,
    }
    marked = ", ".join(mark for mark, applies in marks.items() if applies)
    return f"  {version}  ({marked})" if marked else f"  {version}"
