"""An inference client that needs no models, and requests as Slack signs them."""

import json
import re
import time
from collections.abc import Mapping
from threading import Event
from typing import Any
from urllib.parse import urlencode

from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

from inference.contract import (
    AnswersReply,
    AnswersRequest,
    CategoryReply,
    Entity,
    InferenceError,
    Name,
    NameKind,
    NounsReply,
    NounsRequest,
    ReplyT,
    Request,
    Span,
)

SECRET = "signing-secret"


class FakeInference:
    """Calls every capitalised word a person, everything business, and every number an answer.

    `error` is raised instead, where it is set; `gate` holds every read back until it is set. `nouns` are what is found
    instead of capitalised words.
    """

    def __init__(self) -> None:
        self.requests: list[Request[Any]] = []
        self.error: Exception | None = None
        self.nouns: NounsReply | None = None
        self.gate = Event()
        self.gate.set()

    def read(self, request: Request[ReplyT]) -> ReplyT:
        self.requests.append(request)
        assert self.gate.wait(30)
        if self.error is not None:
            raise self.error
        if self.nouns is not None and isinstance(request, NounsRequest):
            return self.nouns
        return _reply(request)  # type: ignore[return-value]

    @property
    def texts(self) -> list[str]:
        return [getattr(request, "text", None) or request.context for request in self.requests]  # type: ignore[attr-defined]

    @property
    def questions(self) -> list[str]:
        return [request.question for request in self.requests if isinstance(request, AnswersRequest)]


def _reply(request: Request[Any]) -> NounsReply | CategoryReply | AnswersReply:
    if isinstance(request, NounsRequest):
        found = re.finditer(r"[A-Z]\w+", request.text)
        entities = [Entity(text=each[0], label="PERSON", start=each.start(), end=each.end()) for each in found]
        return NounsReply(entities=entities, model="fake", names=names_of(entities))
    if isinstance(request, AnswersRequest):
        number = re.search(r"\d+", request.context)
        if number is None:
            return AnswersReply(answer=None, score=0.9, start=None, end=None, evidence=None, model="fake")
        everything = Span(start=0, end=len(request.context))
        start, end = number.span()
        return AnswersReply(answer=number[0], score=0.6, start=start, end=end, evidence=everything, model="fake")
    return CategoryReply(category="business", score=0.9, scores={"business": 0.9, "sport": 0.1}, model="fake")


def names_of(entities: list[Entity], kind: NameKind = NameKind.PEOPLE) -> list[Name]:
    """One name for all entities with the same letters, as first spelt."""
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        found.setdefault(entity.text.casefold(), []).append(entity)
    return [
        Name(name=same[0].text, kind=kind, mentions=[Span(each.start, each.end) for each in same])
        for same in found.values()
    ]


def signed(body: str, content_type: str, secret: str = SECRET, age: float = 0) -> dict[str, str]:
    """Headers of a request that Slack signed `age` seconds ago."""
    timestamp = str(int(time.time() - age))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body) or ""
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature, "Content-Type": content_type}


def command_request(fields: Mapping[str, str], secret: str = SECRET) -> BoltRequest:
    body = urlencode(fields)
    return BoltRequest(body=body, headers={**signed(body, "application/x-www-form-urlencoded", secret)})


def event_request(envelope: Mapping[str, Any], secret: str = SECRET) -> BoltRequest:
    body = json.dumps(envelope)
    return BoltRequest(body=body, headers={**signed(body, "application/json", secret)})


def interaction_request(payload: Mapping[str, Any], secret: str = SECRET) -> BoltRequest:
    return command_request({"payload": json.dumps(payload)}, secret)


def failing_with(error: InferenceError) -> FakeInference:
    inference = FakeInference()
    inference.error = error
    return inference
