"""Whom the bot answers, as a workspace wishes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Manners:
    """`follow_ups`: questions without a mention, in threads in which the bot has spoken.

    `allowed_apps`: ids of apps (A…) or of their bots (B…), such as workflows, that are answered like people.
    `reaction`: the name of the emoji that has a message read; empty for none.
    """

    follow_ups: bool = True
    allowed_apps: tuple[str, ...] = ()
    reaction: str = ""
