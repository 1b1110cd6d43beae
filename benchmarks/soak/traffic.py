"""What people send, as Slack delivers it: signed, again where it was not acknowledged, and at times for no reason."""

import http.client
import json
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from benchmarks.soak.bot_process import SIGNING_SECRET, TEAM
from benchmarks.soak.tally import Tally

REDELIVERY_DELAYS_SECONDS = (0.0, 1.0, 4.0)
"""Slack's are 0, 60 and 300."""

ANSWER_WITHIN_SECONDS = 3.0

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
_EVERY_LONG = 50
_EVERY_COMMAND = 4
_LONG_TEXT = " ".join(f"Name{number}" for number in range(250))
"""Makes a reply of more than one page."""

_signer = SignatureVerifier(SIGNING_SECRET)


@dataclass(frozen=True)
class Message:
    """`key` is what replies to it are known by; a command is delivered once, however that ends."""

    key: str
    body: str
    content_type: str


def make_message(number: int, slack_url: str) -> Message:
    """The message of a number: every fourth is a command, every fiftieth is long, the rest are mentions."""
    if number % _EVERY_COMMAND == 0:
        return _command(number, slack_url)
    words = ("nouns Ada met Grace", "category Shares rose", "Who was it? | Ada was it", "Ada met Grace in Paris")
    text = f"nouns {_LONG_TEXT}" if number % _EVERY_LONG == 1 else words[number % len(words)]
    ts = f"{1_700_000_000 + number}.000100"
    event = {"type": "app_mention", "user": "U1", "text": f"<@U0BOT> {text}", "channel": "C1", "ts": ts}
    if number % 3 == 0:
        event |= {"type": "message", "channel_type": "im", "channel": "D1"}
    envelope: dict[str, Any] = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number}", "event": event}
    envelope["authorizations"] = [{"team_id": TEAM, "user_id": "U0BOT", "is_bot": True}]
    return Message(ts, json.dumps(envelope), JSON)


def _command(number: int, slack_url: str) -> Message:
    path = f"respond/{number}"
    fields = {
        "command": ("/nouns", "/category")[number % 8 == 0],
        "text": "Ada met Grace",
        "team_id": TEAM,
        "user_id": "U1",
        "trigger_id": f"{number}.1.1",
        "response_url": f"{slack_url}/api/{path}",
    }
    return Message(path, urlencode(fields), FORM)


class Slack:
    """Delivers to the bot at the port of the moment and notes what was acknowledged, and after how long."""

    def __init__(self, port: Callable[[], int], tally: Tally, repeated: float, extra: ThreadPoolExecutor) -> None:
        self._port = port
        self._tally = tally
        self._repeated = repeated
        self._extra = extra

    def deliver(self, message: Message) -> None:
        copies = random.choice((1, 2)) if random.random() < self._repeated else 0  # noqa: S311 - no secret
        at_once = copies and random.random() < 0.5  # noqa: S311
        if at_once:
            self._repeat(message, copies)
        self._until_acknowledged(message)
        if copies and not at_once:
            self._repeat(message, copies)

    def _repeat(self, message: Message, copies: int) -> None:
        for _ in range(copies):
            self._extra.submit(self._post, message, 1)

    def _until_acknowledged(self, message: Message) -> None:
        delays = REDELIVERY_DELAYS_SECONDS if message.content_type == JSON else ()
        for number, delay in enumerate((0.0, *delays)):
            time.sleep(delay)
            if self._post(message, number):
                return

    def _post(self, message: Message, number: int) -> bool:
        timestamp = str(int(time.time()))
        signature = _signer.generate_signature(timestamp=timestamp, body=message.body) or ""
        headers = {"Content-Type": message.content_type, "X-Slack-Signature": signature}
        headers["X-Slack-Request-Timestamp"] = timestamp
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"}
        started = time.perf_counter()
        try:
            status = self._send(message.body, headers)
        except (OSError, http.client.HTTPException):
            return False
        if status == 200:
            self._tally.acknowledge(message.key, time.perf_counter() - started)
        return status == 200

    def _send(self, body: str, headers: dict[str, str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self._port(), timeout=ANSWER_WITHIN_SECONDS)
        try:
            connection.request("POST", "/slack/events", body.encode(), headers)
            return connection.getresponse().status
        finally:
            connection.close()
