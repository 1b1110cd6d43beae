from threading import Thread
from typing import Any

from inference.background_reader import State
from inference.contract import ErrorCode, InferenceError, Task
from inference.server.desk import Desk
from inference.server.places import Places
from tests.inference.server.stand_ins import StandIn, ThreadedReaders
from tests.polling import until

TEXT = {"text": "Ada"}


class SlowToLoad(StandIn):
    def load(self) -> None:
        self.gate.wait(30)


def desk_of(reader: StandIn, places: int = 2, **limits: Any) -> Desk:
    desk = Desk(reader.task, ThreadedReaders({reader.task: reader}), Places(places), **limits)
    desk.load()
    return desk


def ready(reader: StandIn, **limits: Any) -> Desk:
    desk = desk_of(reader, **limits)
    until(lambda: desk.state is State.READY)
    return desk


def answer(desk: Desk) -> dict[str, Any]:
    (reply,) = desk.respond([TEXT])
    return reply


def code(reply: dict[str, Any]) -> str:
    return str(reply["error"]["code"])


def test_nothing_is_read_before_the_model_has_loaded() -> None:
    reader = SlowToLoad(Task.NOUNS)
    reader.gate.clear()
    desk = desk_of(reader)
    assert code(answer(desk)) == "model_unavailable"
    assert "still loading" in answer(desk)["error"]["message"]
    reader.gate.set()
    until(lambda: desk.state is State.READY)
    assert answer(desk)["model"] == "stand-in@1"


def test_a_model_that_comes_later_is_found_by_a_later_request() -> None:
    reader = StandIn(Task.NOUNS)
    reader.problem = InferenceError(ErrorCode.MODEL_UNAVAILABLE, "There is none yet.")
    desk = desk_of(reader)
    until(lambda: desk.state is State.UNAVAILABLE)
    assert answer(desk)["error"] == {"code": "model_unavailable", "message": "There is none yet."}
    reader.problem = None
    until(lambda: "model" in answer(desk))


def test_a_reading_that_takes_too_long_is_given_up() -> None:
    reader = StandIn(Task.NOUNS)
    desk = ready(reader, timeout=0.05)
    reader.gate.clear()
    assert code(answer(desk)) == "timeout"
    reader.gate.set()
    until(lambda: "model" in answer(desk))


def test_more_than_there_is_room_for_is_refused_at_once() -> None:
    reader = StandIn(Task.NOUNS)
    desk = ready(reader, places=2)
    reader.gate.clear()
    replies: list[dict[str, Any]] = []
    threads = [Thread(target=lambda: replies.append(answer(desk))) for _ in range(3)]
    for thread in threads:
        thread.start()
    until(lambda: len(replies) == 1)
    assert "Too many texts" in replies[0]["error"]["message"]
    reader.gate.set()
    for thread in threads:
        thread.join()
    assert [reply.get("model") for reply in replies[1:]] == ["stand-in@1"] * 2


def test_a_batch_weighs_as_many_places_as_it_has_texts() -> None:
    desk = ready(StandIn(Task.NOUNS), places=3)
    assert [code(reply) for reply in desk.respond([TEXT] * 4)] == ["model_unavailable"] * 4
    assert [reply["model"] for reply in desk.respond([TEXT] * 3)] == ["stand-in@1"] * 3


def test_what_nobody_waits_for_is_not_read() -> None:
    reader = StandIn(Task.NOUNS)
    desk = ready(reader, places=9)
    reader.gate.clear()
    threads = [Thread(target=answer, args=(desk,), daemon=True) for _ in range(2)]  # all that read at once
    for thread in threads:
        thread.start()
    until(lambda: reader.asked == 2)
    desk.respond([TEXT], is_wanted=lambda: False)
    reader.gate.set()
    for thread in threads:
        thread.join()
    answer(desk)
    assert reader.asked == 3
