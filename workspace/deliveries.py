"""Requests from Slack to the app: signed, sent over HTTP, and sent again where Slack would."""

import http.client
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

from workspace.feed import Feed, Json

ANSWER_WITHIN_SECONDS = 3.0
SLACKS_RETRIES_SECONDS = (0.0, 60.0, 300.0)

_LOGGER = logging.getLogger(__name__)
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class DeliveryAttempt:
    """One attempt: `what` is the type of the event or interaction, or the command; `attempt` counts from 0.

    `failure` is Slack's name for what went wrong: `http_timeout`, `http_error`, `connection_failed`, or None.
    """

    what: str
    attempt: int
    status: int | None
    failure: str | None
    content_type: str = ""
    body: bytes = b""
    no_retry: bool = False


class Deliveries:
    """Sends to one URL. `log` holds the latest attempts."""

    def __init__(
        self,
        url: str,
        signing_secret: str,
        feed: Feed,
        *,
        retry_delays: Sequence[float] = SLACKS_RETRIES_SECONDS,
        answer_within: float = ANSWER_WITHIN_SECONDS,
    ) -> None:
        self._url = urlsplit(url)
        self._signer = SignatureVerifier(signing_secret)
        self._feed = feed
        self._retry_delays = retry_delays
        self._answer_within = answer_within
        self._stopped = threading.Event()
        self.log: deque[DeliveryAttempt] = deque(maxlen=300)

    def stop(self) -> None:
        """Give up what waits to be sent again."""
        self._stopped.set()

    def send_event(self, envelope: Json, done: Callable[[DeliveryAttempt], None] | None = None) -> None:
        """Send in the background, up to four times; `done` gets the last attempt."""
        threading.Thread(target=self._send_and_retry, args=(envelope, done), daemon=True).start()

    def send_command(self, fields: dict[str, str]) -> DeliveryAttempt:
        """Send once and wait for the answer: Slack does not repeat commands."""
        return self._attempt(fields["command"], urlencode(fields).encode(), _FORM)

    def send_interaction(self, payload: Json) -> DeliveryAttempt:
        """Send once and wait for the answer, as with a command."""
        form = urlencode({"payload": json.dumps(payload, ensure_ascii=False)})
        return self._attempt(payload["type"], form.encode(), _FORM)

    def _send_and_retry(self, envelope: Json, done: Callable[[DeliveryAttempt], None] | None) -> None:
        body = json.dumps(envelope, ensure_ascii=False).encode()
        what = envelope["event"]["type"]
        delivery = self._attempt(what, body, "application/json")
        for number, delay in enumerate(self._retry_delays, start=1):
            if not delivery.failure or delivery.no_retry or self._stopped.wait(delay):
                break
            delivery = self._attempt(what, body, "application/json", number, delivery.failure)
        if delivery.failure and not self._stopped.is_set():
            _LOGGER.warning("The app did not take a %s event: %s, status %s.", what, delivery.failure, delivery.status)
        if done:
            done(delivery)

    def _attempt(
        self, what: str, body: bytes, content_type: str, number: int = 0, reason: str | None = None
    ) -> DeliveryAttempt:
        headers = {**self._signed(body), "Content-Type": content_type, "User-Agent": "Slackbot 1.0", "Accept": "*/*"}
        if reason:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        delivery = self._post(what, number, body, headers)
        with self._feed.lock:
            self.log.append(delivery)
        return delivery

    def _post(self, what: str, number: int, body: bytes, headers: dict[str, str]) -> DeliveryAttempt:
        connection = http.client.HTTPConnection(
            self._url.hostname or "", self._url.port or 80, timeout=self._answer_within
        )
        try:
            connection.request("POST", self._url.path, body, headers)
            response = connection.getresponse()
            content_type, content = response.getheader("Content-Type", ""), response.read()
            failure = None if 200 <= response.status < 300 else "http_error"
            no_retry = response.getheader("X-Slack-No-Retry") == "1"
            return DeliveryAttempt(what, number, response.status, failure, content_type, content, no_retry)
        except TimeoutError:
            return DeliveryAttempt(what, number, None, "http_timeout")
        except (OSError, http.client.HTTPException):
            return DeliveryAttempt(what, number, None, "connection_failed")
        finally:
            connection.close()

    def _signed(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signature = self._signer.generate_signature(timestamp=timestamp, body=body)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature or ""}
