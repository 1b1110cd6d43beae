"""The status of a thread: what the bot is doing there, after its name. Slack takes it away with the next message."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack_client import hasty

READING = "is reading…"
WAKING = "is still waking up, which can take some minutes"


@contextmanager
def reading(client: WebClient, channel: str, thread_ts: str) -> Iterator[None]:
    """Say so while the block runs. Where it fails the status is taken away: not every apology is said in the thread."""
    show(client, channel, thread_ts, READING)
    try:
        yield
    except BaseException:
        show(client, channel, thread_ts, "")
        raise


def show(client: WebClient, channel: str, thread_ts: str, words: str) -> None:
    """Best effort: never raises, and costs no more than one quick call. Slack forgets it after two minutes."""
    with suppress(SlackApiError, OSError, HTTPException):
        hasty(client).assistant_threads_setStatus(channel_id=channel, thread_ts=thread_ts, status=words)
