"""A call on a thread of its own. `concurrent.futures` would do, but to import it is 3% of the time to a first reply."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class BackgroundCall(Generic[T]):
    """Starts calling `function` at once; `result` waits for it."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._value: T | None = None
        self._error: BaseException | None = None
        self._thread = Thread(target=self._call, daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether `result` would answer at once."""
        return not self._thread.is_alive()

    def result(self) -> T:
        """Return what the function returned, or raise what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return cast("T", self._value)

    def _call(self) -> None:
        try:
            self._value = self._function()
        except BaseException as error:
            self._error = error
