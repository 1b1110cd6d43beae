"""Asking a reader: one Protocol, whatever lies between."""

from collections.abc import Mapping
from typing import Any, Protocol

from inference.contract import ErrorCode, InferenceError, ReplyT, Request, Task


class InferenceClient(Protocol):
    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Have a request read.

        Raises
        ------
        InferenceError
            With words for the person who asked.
        """
        ...


class Reader(Protocol):
    """What the readers of `inference` look like from here."""

    def load(self) -> None: ...

    def read(self, request: Any) -> Any: ...


class InProcessClient:
    """Calls the readers in this process."""

    def __init__(self, readers: Mapping[Task, Reader]) -> None:
        self._readers = readers

    def read(self, request: Request[ReplyT]) -> ReplyT:
        reply = self._readers[request.task].read(request)
        if not isinstance(reply, request.reply_type):
            raise InferenceError(ErrorCode.INTERNAL, "My reader gave no answer that I understand. Please try again.")
        return reply  # type: ignore[no-any-return]  # reply_type is what ReplyT stands for
