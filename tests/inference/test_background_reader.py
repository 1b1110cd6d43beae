from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest

from inference.background_reader import BackgroundReader, State
from inference.contract import ErrorCode, InferenceError, NounsRequest, Task
from tests.inference.server.stand_ins import StandIn

REQUEST = NounsRequest(text="Ada")


class Late(StandIn):
    """Loads when its gate opens."""

    def load(self) -> None:
        self.gate.wait(30)
        super().load()


def in_background(call: Callable[[], Any]) -> tuple[Thread, list[Any]]:
    results: list[Any] = []
    thread = Thread(target=lambda: results.append(call()), daemon=True)
    thread.start()
    return thread, results


def test_a_request_waits_for_the_model() -> None:
    reader = Late(Task.NOUNS)
    reader.gate.clear()
    loaded: list[Task] = []
    background = BackgroundReader(Task.NOUNS, reader, loaded.append)
    background.load()
    thread, replies = in_background(lambda: background.read(REQUEST))
    assert background.state is State.LOADING
    assert "still loading" in background.problem.message
    reader.gate.set()
    thread.join(30)
    assert replies[0].model == "stand-in@1"
    assert (background.state, loaded) == (State.READY, [Task.NOUNS])


def test_a_model_that_comes_later_is_found() -> None:
    reader = StandIn(Task.NOUNS)
    reader.problem = InferenceError(ErrorCode.MODEL_UNAVAILABLE, "There is none yet.")
    background = BackgroundReader(Task.NOUNS, reader)
    with pytest.raises(InferenceError, match="There is none yet"):
        background.read(REQUEST)
    assert background.state is State.UNAVAILABLE
    reader.problem = None
    assert background.read(REQUEST).model == "stand-in@1"


def test_a_library_that_fails_says_nothing_of_itself() -> None:
    reader = StandIn(Task.NOUNS)
    reader.problem = RuntimeError("secret path")
    with pytest.raises(InferenceError) as caught:
        BackgroundReader(Task.NOUNS, reader).read(REQUEST)
    assert caught.value.message == "The nouns model cannot be loaded: publish it again."
