from threading import Thread
from typing import Any

from inference.background_reader import State
from inference.contract import ErrorCode, InferenceError, Task
from inference.server.desk import Desk
from tests.inference.server.stand_ins import StandIn
from tests.polling import until

TEXT = {"text": "Ada"}


class SlowToLoad(StandIn):
    def load(self) -> None:
        self.gate.wait(30)


def code(reply: dict[str, Any]) -> str:
    return str(reply["error"]["code"])


def test_nothing_is_read_before_the_model_has_loaded() -> None:
    reader = SlowToLoad(Task.NOUNS)
    reader.gate.clear()
    desk = Desk(Task.NOUNS, reader)
    desk.load()
    assert code(desk.respond(TEXT)) == "model_unavailable"
    assert "still loading" in desk.respond(TEXT)["error"]["message"]
    reader.gate.set()
    until(lambda: desk.state is State.READY)
    assert desk.respond(TEXT)["model"] == "stand-in@1"


def test_a_model_that_comes_later_is_found_by_the_next_request() -> None:
    reader = StandIn(Task.NOUNS)
    reader.problem = InferenceError(ErrorCode.MODEL_UNAVAILABLE, "There is none yet.")
    desk = Desk(Task.NOUNS, reader)
    desk.load()
    until(lambda: desk.state is State.UNAVAILABLE)
    assert desk.respond(TEXT)["error"] == {"code": "model_unavailable", "message": "There is none yet."}
    reader.problem = None
    until(lambda: "model" in desk.respond(TEXT))


def test_a_library_that_fails_to_load_says_nothing_of_itself() -> None:
    reader = StandIn(Task.NOUNS)
    reader.problem = RuntimeError("secret path")
    desk = Desk(Task.NOUNS, reader)
    desk.load()
    until(lambda: desk.state is State.UNAVAILABLE)
    assert desk.respond(TEXT)["error"]["message"] == "The nouns model cannot be loaded: publish it again."


def ready(reader: StandIn, **limits: Any) -> Desk:
    desk = Desk(reader.task, reader, **limits)
    desk.load()
    until(lambda: desk.state is State.READY)
    return desk


def test_a_reading_that_takes_too_long_is_given_up() -> None:
    reader = StandIn(Task.NOUNS)
    desk = ready(reader, timeout=0.05)
    reader.gate.clear()
    assert code(desk.respond(TEXT)) == "timeout"
    reader.gate.set()
    until(lambda: "model" in desk.respond(TEXT))


def test_more_than_can_wait_is_refused_at_once() -> None:
    reader = StandIn(Task.NOUNS)
    desk = ready(reader, at_work=1, waiting=1)
    reader.gate.clear()
    replies: list[dict[str, Any]] = []
    threads = [Thread(target=lambda: replies.append(desk.respond(TEXT))) for _ in range(3)]
    for thread in threads:
        thread.start()
    until(lambda: len(replies) == 1)
    assert "Too many texts" in replies[0]["error"]["message"]
    reader.gate.set()
    for thread in threads:
        thread.join()
    assert [reply.get("model") for reply in replies[1:]] == ["stand-in@1"] * 2
