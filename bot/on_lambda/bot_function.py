"""The bot as a Lambda function: acknowledges what Slack sends, then invokes itself to answer it."""

import base64
import logging
import time
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.metrics import Metrics, MetricUnit
from slack_bolt import App
from slack_bolt.adapter.aws_lambda import SlackRequestHandler
from slack_bolt.adapter.aws_lambda.lazy_listener_runner import LambdaLazyListenerRunner

from bot.delivery import UnansweredError
from bot.failures import describe
from bot.on_lambda.slack_secret import SlackSecret, SlackSecretSource
from bot.signatures import is_signed

_LAZY_HEADERS = ("x-slack-bolt-lazy-only", "x-slack-bolt-lazy-function-name")
"""With these Bolt tells itself which half to run. Nobody outside may, and Slack does not sign headers."""

_NO_SECRETS = "Lectern has no Slack secrets yet: run `python -m infra.secrets set`."

_MALFORMED = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What Bolt raises before it checks the signature, of bodies that are no text, no JSON or of no shape of Slack's."""

_PERHAPS_OLD_SECRETS = {401, 503}

Event = dict[str, Any]
Response = dict[str, Any]
Failures = list[UnansweredError]

logger = logging.getLogger(__name__)


class BotFunction:
    """Called with API Gateway's events and with its own.

    Parameters
    ----------
    create_app
        Builds the app from Slack's secrets; it appends to the list what it could not answer.
    lambda_client
        Invokes this function again for the second half.
    """

    def __init__(
        self,
        *,
        create_app: Callable[[SlackSecret, Failures], App],
        secrets: SlackSecretSource,
        lambda_client: object,
        metrics: Metrics,
    ) -> None:
        self._create_app = create_app
        self._secrets = secrets
        self._lambda_client = lambda_client
        self._metrics = metrics
        self._failures: Failures = []
        self._secret: SlackSecret | None = None
        self._handler: SlackRequestHandler | None = None
        self._renew()

    def __call__(self, event: Event, context: object) -> Response:
        """Answer one event.

        Raises
        ------
        UnansweredError
            In the second half, so that Lambda tries again and at last hands the event to the failure queue.
        """
        started = time.perf_counter()
        second_half = event.get("method") == "NONE"  # Bolt's mark on its own invocation
        try:
            return self._answer(event, context) if second_half else self._acknowledge(event, context)
        finally:
            self._metrics.add_metric(
                "AnswerTime" if second_half else "AcknowledgementTime",
                MetricUnit.Milliseconds,
                (time.perf_counter() - started) * 1000,
            )

    def _acknowledge(self, event: Event, context: object) -> Response:
        """Secrets are only fetched where those at hand do not fit: the network is no part of acknowledging."""
        headers = event.get("headers") or {}
        event["headers"] = {name: value for name, value in headers.items() if name.lower() not in _LAZY_HEADERS}
        try:
            response = self._check(event) or self._dispatch(event, context)
            if response["statusCode"] in _PERHAPS_OLD_SECRETS and self._renew():
                response = self._check(event) or self._dispatch(event, context)
        except _MALFORMED as error:
            logger.warning("not a request of Slack's: %s", describe(error))
            return {"statusCode": 400, "headers": {}, "body": ""}
        return response

    def _check(self, event: Event) -> Response | None:
        """A refusal of what Slack did not sign, before anything of it is parsed."""
        body = event.get("body") or ""
        raw = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode("utf-8", "surrogatepass")
        if self._secret is None or is_signed(self._secret.signing_secret.get_secret_value(), raw, event["headers"]):
            return None
        return {"statusCode": 401, "headers": {}, "body": ""}

    def _answer(self, event: Event, context: object) -> Response:
        self._renew()
        self._failures.clear()
        response = self._dispatch(event, context)
        if self._failures:
            raise self._failures[0]
        if response["statusCode"] != 200:
            raise UnansweredError(f"the second half was answered with {response['statusCode']}")
        return response

    def _dispatch(self, event: Event, context: object) -> Response:
        if self._handler is None:
            return {"statusCode": 503, "headers": {"content-type": "text/plain"}, "body": _NO_SECRETS}
        return self._handler.handle(event, context)  # type: ignore[no-untyped-call, no-any-return]  # Bolt's gaps

    def _renew(self) -> bool:
        """Build the app again if the secrets have changed; whether they have."""
        secret = self._secrets.read()
        if secret is None or secret == self._secret:
            return False
        handler = SlackRequestHandler(self._create_app(secret, self._failures))
        handler.app.listener_runner.lazy_listener_runner = LambdaLazyListenerRunner(handler.logger, self._lambda_client)
        self._secret, self._handler = secret, handler
        return True
