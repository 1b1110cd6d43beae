"""Asking a reader: one Protocol, whatever lies between."""

from typing import Protocol

from inference.contract import ReplyT, Request


class InferenceClient(Protocol):
    def read(self, request: Request[ReplyT]) -> ReplyT:
        """Have a request read.

        Raises
        ------
        InferenceError
            With words for the person who asked.
        """
        ...
