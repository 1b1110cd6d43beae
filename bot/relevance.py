"""What can be told of an event at a glance, before anything is looked up or even woken."""

from collections.abc import Mapping
from typing import Any

_CHANNELS = {"channel", "group", "mpim"}


def is_in_a_thread_of_a_channel(event: Mapping[str, Any]) -> bool:
    """Where a message may follow up on one of the bot's."""
    thread_ts = event.get("thread_ts")
    return event.get("channel_type") in _CHANNELS and bool(thread_ts) and thread_ts != event.get("ts")


def is_talk_among_people(body: Mapping[str, Any]) -> bool:
    """Whether a request brings a message of a channel, outside of threads: a mention arrives as an event of its own."""
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("type") != "message":
        return False
    return event.get("channel_type") in _CHANNELS and not is_in_a_thread_of_a_channel(event)
