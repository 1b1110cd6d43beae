"""What the bot listens to: one module for each surface of Slack. Each parses, calls a reader and returns a reply."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, Args

Registrar = Callable[..., Any]
"""What `app.command(...)` and `app.event(...)` return."""


def listen(to: Registrar, lazy: Callable[[Args], None]) -> None:
    """Acknowledge at once and do the work in `lazy`, after the response or in another invocation.

    Bolt's type hints know nothing of `lazy`; this is the one place that passes it.
    """
    to(ack=_acknowledge, lazy=[lazy])


def _acknowledge(ack: Ack) -> None:
    ack()
