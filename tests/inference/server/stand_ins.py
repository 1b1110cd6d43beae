"""Readers that answer at once, by the contract, and find the same in every text."""

from threading import Event
from typing import Any

from inference.contract import (
    AnswersReply,
    CategoryReply,
    Entity,
    ErrorCode,
    InferenceError,
    NounsReply,
    Span,
    Task,
)


class StandIn:
    """`late`, `crash` and `refused` in a text make it fail; `gate` holds every reading up while it is not set."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.gate = Event()
        self.gate.set()
        self.problem: Exception | None = None

    def load(self) -> None:
        if self.problem:
            raise self.problem

    def read(self, request: Any) -> Any:
        self.gate.wait(30)
        text = request.context if self.task is Task.ANSWERS else request.text
        match text:
            case "late":
                raise InferenceError(ErrorCode.TIMEOUT, "Too slow.")
            case "crash":
                raise ValueError(text)
        match self.task:
            case Task.NOUNS:
                entity = Entity(text=text[:1], label="PERSON", start=0, end=1)
                return NounsReply(entities=[entity], model="stand-in@1")
            case Task.CATEGORY:
                return CategoryReply(
                    category="sport", score=0.9, scores={"sport": 0.9, "tech": 0.1}, model="stand-in@1"
                )
            case Task.ANSWERS:
                evidence = Span(start=0, end=len(text))
                return AnswersReply(answer=text[:1], score=0.5, start=0, end=1, evidence=evidence, model="stand-in@1")


def stand_ins() -> dict[Task, StandIn]:
    return {task: StandIn(task) for task in Task}
