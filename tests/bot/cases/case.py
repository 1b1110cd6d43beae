"""A case: one request of Slack's, what its Web API would give, and what should come of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

SLACK = "http://SLACK"
"""Stands for the Web API's host."""

_TEAM = re.compile(r"SLACK_TEAM_ID=(\w+)")
_ALWAYS = re.compile(r"chat\.postMessage always (\w+)")


class Expectation(BaseModel):
    """`silent`, or at least one reply, whose words hold all of `must` and nothing of `must_not`, case apart."""

    silent: bool | None = False
    must: list[str] = Field(default_factory=list)
    must_not: list[str] = Field(default_factory=list)
    status: int = 200
    told_directly: bool = False


class Case(BaseModel):
    """`thread` is what `conversations.replies` gives, `history` what `conversations.history` gives.

    `methods` are answers of further methods; `faults` come before them, a list once each, an object always.
    """

    id: str
    kind: str
    body: dict[str, Any] | str
    expect: dict[str, Any] | str | int
    content_type: str = ""
    thread: list[dict[str, Any]] = Field(default_factory=list)
    history: list[dict[str, Any]] = Field(default_factory=list)
    has_more: bool = False
    files: dict[str, dict[str, Any]] = Field(default_factory=dict)
    methods: dict[str, dict[str, Any]] = Field(default_factory=dict)
    faults: dict[str, list[dict[str, Any]] | dict[str, Any]] = Field(default_factory=dict)
    response_url_faults: list[list[Any]] = Field(default_factory=list)
    note: str = ""

    @property
    def team_ids(self) -> list[str]:
        """The setting that the kind names."""
        return _TEAM.findall(self.kind)

    @property
    def always(self) -> str | None:
        """The error that the kind says posting always ends in."""
        found = _ALWAYS.search(self.kind)
        return found[1] if found else None

    @property
    def expectation(self) -> Expectation:
        """Sentences are understood where they name a status, a reply or silence."""
        if isinstance(self.expect, dict):
            nothing = {"silent": None} if "nothing can be said" in self.note else {}
            return Expectation.model_validate({**self.expect, **nothing})
        words = str(self.expect)
        status = re.match(r"\d{3}", words)
        directly = "told directly" in words
        told = directly or re.search(r"\breply\b", words) is not None
        return Expectation(
            silent=False if told else None, status=int(status[0]) if status else 200, told_directly=directly
        )


def read_cases(path: Path) -> Iterator[Case]:
    """One case a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Case.model_validate(json.loads(line.replace('"API/', f'"{SLACK}/')))
