"""Asking a reader that runs elsewhere in AWS: how long to wait, what is repeated, and words for those who asked."""

from collections.abc import Callable
from typing import TypeVar

from botocore.config import Config
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from inference.contract import NO_REPLY, ErrorCode, InferenceError

T = TypeVar("T")

TOO_SLOW = "Reading that took too long. Please try again, or send a shorter text."
BUSY = "Too many people are asking me at once. Please try again in a minute."

_NOTHING_WAS_READ = (ConnectionClosedError, ConnectTimeoutError, EndpointConnectionError)
"""Such as a connection that went stale while Lambda had this environment frozen."""


def patient_config(read_timeout: float) -> Config:
    """Wait `read_timeout` seconds for a reply, and never repeat a call: boto3 would have the text read again."""
    return Config(connect_timeout=2, read_timeout=read_timeout, retries={"total_max_attempts": 1}, tcp_keepalive=True)


def call(ask: Callable[[], T]) -> T:
    """Call, once more where nothing can have been read; raises InferenceError `timeout` where no reply came in time."""
    try:
        try:
            return ask()
        except _NOTHING_WAS_READ:
            return ask()
    except ReadTimeoutError:
        raise too_slow() from None


def too_slow() -> InferenceError:
    """An error of a reader that took too long."""
    return InferenceError(ErrorCode.TIMEOUT, TOO_SLOW)


def failed() -> InferenceError:
    """An error of a reader that gave no reply, or none that can be understood."""
    return InferenceError(ErrorCode.INTERNAL, NO_REPLY)
