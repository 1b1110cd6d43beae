"""Asking a reader: one Protocol, whatever lies between."""

from typing import Protocol

from inference.contract import ErrorCode, InferenceError, ReplyT, Request


class AsleepError(InferenceError):
    """The reader cannot be asked for the moment, and nothing was read: asking again in a while will do.

    Its words are for the person who asked, where nobody waits that long.
    """

    def __init__(self, message: str) -> None:
        super().__init__(ErrorCode.INTERNAL, message)


class InferenceClient(Protocol):
    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Have a request read.

        Raises
        ------
        InferenceError
            With words for the person who asked; AsleepError where it is worth waiting.
        """
        ...
