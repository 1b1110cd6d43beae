"""How the bot talks to Slack's Web API and response URLs: with what patience, and logging nothing of what it says."""

import logging
from collections.abc import Sequence
from typing import Any, Final
from urllib.error import URLError
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    HttpRequest,
    HttpResponse,
    RateLimitErrorRetryHandler,
    RetryHandler,
    RetryState,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.webhook import WebhookClient

TIMEOUT_SECONDS = 10
HASTY_SECONDS = 3
LONGEST_WAIT_SECONDS = 30
"""Longest `Retry-After` that is waited for; beyond it the person is told instead."""

_POSTING: Final = ("/chat.postMessage", "/files.completeUploadExternal")

quiet_logger = logging.getLogger("lectern.slack")
"""slack_sdk logs requests and answers, which hold people's text. Every failure is raised too, and logged by us."""
quiet_logger.setLevel(logging.CRITICAL)


class _RateLimitRetryHandler(RateLimitErrorRetryHandler):
    """Waits as long as Slack asks, within reason."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if not super()._can_retry(state=state, request=request, response=response, error=error) or response is None:
            return False
        headers = {name.lower(): value for name, value in response.headers.items()}
        seconds = str(_first(headers.get("retry-after", "1")))
        return seconds.isdigit() and int(seconds) <= LONGEST_WAIT_SECONDS


class _ServerErrorRetryHandler(ServerErrorRetryHandler):
    """Leaves posting to whoever can look first whether the message is there already."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith(_POSTING):
            return False
        return super()._can_retry(state=state, request=request, response=response, error=error)


class _StayingWebClient(WebClient):
    """Shows its token to nobody whom Slack's answer only names: urllib follows redirects with all their headers."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        if token := req.headers.pop("Authorization", None):
            req.add_unredirected_header("Authorization", token)
        return super()._perform_urllib_http_request_internal(url, req)


def create_web_client(token: str, api_url: str) -> WebClient:
    """`api_url` ends in a slash."""
    return _StayingWebClient(
        token=token,
        base_url=api_url,
        timeout=TIMEOUT_SECONDS,
        logger=quiet_logger,
        retry_handlers=_retry_handlers(),
    )


def hasty(client: WebClient) -> WebClient:
    """The same client for what a reply can do without: it asks once, and waits for nothing."""
    return _StayingWebClient(
        token=client.token, base_url=client.base_url, timeout=HASTY_SECONDS, logger=quiet_logger, retry_handlers=[]
    )


def create_response_client(response_url: str) -> WebhookClient:
    """A client for one slash command's replies."""
    return WebhookClient(response_url, timeout=TIMEOUT_SECONDS, logger=quiet_logger, retry_handlers=_retry_handlers())


def _retry_handlers() -> list[RetryHandler]:
    """Only what Slack did not act upon is sent again: a connection that broke after sending may have delivered."""
    return [
        ConnectionErrorRetryHandler(error_types=[URLError]),
        _RateLimitRetryHandler(max_retry_count=2),
        _ServerErrorRetryHandler(),
    ]


def _first(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else value[0]
