"""Readers that answer at once, by the contract, and find the same in every text."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from flask import Flask

from inference.background_reader import BackgroundReader
from inference.contract import (
    AnswersReply,
    CategoryReply,
    Entity,
    ErrorCode,
    InferenceError,
    NounsReply,
    Span,
    Task,
    to_builtins,
)
from inference.processes.readers import Reply
from inference.respond import respond
from inference.server.app import create_app


class StandIn:
    """`late`, `crash` and `refused` in a text make it fail; `gate` holds every reading up while it is not set."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.gate = Event()
        self.gate.set()
        self.problem: Exception | None = None
        self.asked = 0

    def load(self) -> None:
        if self.problem:
            raise self.problem

    def read(self, request: Any) -> Any:
        self.asked += 1
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


class ThreadedReaders:
    """`Readers` on threads of this process, two at a time."""

    def __init__(self, readers: Mapping[Task, StandIn]) -> None:
        self._readers = {task: BackgroundReader(task, reader) for task, reader in readers.items()}
        self._executor = ThreadPoolExecutor(2)

    def load(self, task: Task) -> "Future[Reply | None]":
        return ThreadPoolExecutor(1).submit(self._load, task)

    def submit(self, task: Task, payload: object) -> "Future[Reply]":
        return self._executor.submit(respond, self._readers[task], task, payload)

    def _load(self, task: Task) -> Reply | None:
        try:
            self._readers[task].wait()
        except InferenceError as error:
            return to_builtins(error.reply())
        return None


def app_of(readers: Mapping[Task, StandIn]) -> Flask:
    """The server's app, with these in the place of processes."""
    return create_app(tuple(readers), ThreadedReaders(readers))


def stand_ins() -> dict[Task, StandIn]:
    return {task: StandIn(task) for task in Task}
