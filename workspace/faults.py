"""What tests need of a Web API: a log of the calls, and faults on demand."""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

RESPONSE_URL = "response_url"
"""The method name under which uses of a response URL are logged and made to fail."""

FILE_DOWNLOAD = "url_private"
"""The same for downloads of files."""

FILE_UPLOAD = "upload_url"
"""The same for uploads."""


@dataclass(frozen=True)
class Call:
    method: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """An answer to give instead of the real one; `is_done` says that the call is carried out all the same."""

    error: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    is_done: bool = False


class Faults:
    """Faults to come, by method, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coming: dict[str, deque[Fault | None]] = {}

    def fail_next(self, method: str, fault: Fault, times: int, after: int) -> None:
        """Let `times` calls fail, after so many more that go well."""
        with self._lock:
            self._coming.setdefault(method, deque()).extend([*[None] * after, *[fault] * times])

    def take(self, method: str) -> Fault | None:
        with self._lock:
            coming = self._coming.get(method)
            return coming.popleft() if coming else None


def make_fault(error: str | None, status: int, headers: Mapping[str, str], *, is_done: bool) -> Fault:
    """A fault with what Slack would say and send along."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Fault(error or "ratelimited", status, {"Retry-After": "1", **headers}, is_done)
    return Fault(error or "internal_error", status, headers, is_done)
