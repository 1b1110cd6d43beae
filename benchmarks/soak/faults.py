"""Which faults happen how often, and the readers that have them."""

import random
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bot.inference_client import AsleepError
from inference.contract import (
    AnswersReply,
    AnswersRequest,
    CategoryReply,
    Entity,
    ErrorCode,
    InferenceError,
    NounsReply,
    NounsRequest,
    ReplyT,
    Request,
    Span,
)


@dataclass(frozen=True)
class Faults:
    """Shares of calls, from 0 to 1.

    Attributes
    ----------
    inference
        Calls of a reader that fail in each of the ways that there are.
    slack
        Calls of the Web API and of response URLs that fail.
    ledger
        Deliveries at which the ledger refuses.
    repeated
        Deliveries that Slack makes two or three times although they were acknowledged.
    broken
        Messages at which every attempt fails, as where they make the function run out of memory.
    kills
        Times that the bot's process is killed.
    """

    inference: float = 0.0
    slack: float = 0.0
    ledger: float = 0.0
    repeated: float = 0.0
    broken: float = 0.0
    kills: int = 0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class UnsteadyInference:
    """Reads like a very simple model, and fails in each way with the probability of the moment."""

    def __init__(self, probability: Callable[[], float]) -> None:
        self._probability = probability

    def read(self, request: Request[ReplyT]) -> ReplyT:
        chance, probability = random.random(), self._probability()  # noqa: S311 - no secret
        ways = (_asleep, _timed_out, _crashed, _ran_out_of_memory, _lacks_model)
        for number, fail in enumerate(ways):
            if number * probability <= chance < (number + 1) * probability:
                fail()
        nonsense = chance >= 1 - probability
        return _reply(request, nonsense=nonsense)  # type: ignore[return-value]


def _asleep() -> None:
    raise AsleepError("My reader was asleep and did not wake up in time.")


def _timed_out() -> None:
    raise InferenceError(ErrorCode.TIMEOUT, "Reading that took too long. Please try again, or send a shorter text.")


def _crashed() -> None:
    raise RuntimeError("a reader crashed")


def _ran_out_of_memory() -> None:
    raise MemoryError


def _lacks_model() -> None:
    raise InferenceError(ErrorCode.MODEL_UNAVAILABLE, "There is no model here yet: publish one.")


def _reply(request: Request[Any], *, nonsense: bool) -> NounsReply | CategoryReply | AnswersReply:
    """Nonsense keeps the contract's shape; its offsets point outside the text."""
    away = 1_000_000 if nonsense else 0
    if isinstance(request, NounsRequest):
        found = re.finditer(r"[A-Z]\w+", request.text)
        return NounsReply(
            entities=[
                Entity(text=each[0], label="PERSON", start=each.start() + away, end=each.end() + away) for each in found
            ],
            model="soak",
        )
    if isinstance(request, AnswersRequest):
        evidence = Span(start=away, end=away + 3)
        return AnswersReply(answer="Ada", score=0.6, start=away, end=away + 3, evidence=evidence, model="soak")
    scores = {"business": 7.0 if nonsense else 0.9}
    return CategoryReply(category="business", score=scores["business"], scores=scores, model="soak")
