"""What the bot listens to: one module for each surface of Slack. Each parses, calls a reader and returns a reply."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, Args

from bot.outlets import Outlet
from bot.outlets.choosing import outlet_of

Registrar = Callable[..., Any]
"""What `app.command(...)` and `app.event(...)` return."""


def _acknowledge(ack: Ack) -> None:
    ack()


def listen(to: Registrar, lazy: Callable[[Args], None], ack: Callable[..., None] = _acknowledge) -> None:
    """Acknowledge at once and do the work in `lazy`, after the response or in another invocation.

    An acknowledgement that holds an answer, to a modal, is quick and touches nothing: elsewhere only it is run.
    Bolt's type hints know nothing of `lazy`; this is the one place that passes it.
    """
    to(ack=ack, lazy=[lazy])


def reply_to_request(args: Args) -> Outlet:
    """The outlet that a request alone tells."""
    return outlet_of(args.body, args.client)
