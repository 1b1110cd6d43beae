"""Slack's door: checks who knocks, puts the request on the queue, and acknowledges it.

It is as small as can be, because Slack waits three seconds for it, and most messages find it asleep: nothing of Bolt,
pydantic or boto3 is imported. What it has acknowledged lies on the queue; what it cannot put there it does not
acknowledge, so that Slack delivers it again.
"""

import base64
import json
import logging
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, Protocol
from urllib.parse import parse_qsl

from bot.on_lambda.aws_api import AwsError
from bot.on_lambda.queued_request import QueuedRequest
from bot.relevance import is_talk_among_people
from bot.signatures import is_signed
from bot.teams import NO_RETRY, is_served

NO_SECRETS: Final = "Lectern has no Slack secrets yet: run `python -m infra.secrets set`."

SUGGESTIONS: Final = "block_suggestion"
SUBMISSION: Final = "view_submission"
"""Interactions whose acknowledgement holds an answer: the options to choose from, and what becomes of the dialog."""

_MALFORMED: Final = (LookupError, RecursionError, TypeError, ValueError)

Event = Mapping[str, Any]
Response = dict[str, Any]

logger = logging.getLogger(__name__)


class SigningSecret(Protocol):
    """Slack's signing secret, as it is kept in memory, and read again; None where there is none."""

    @property
    def known(self) -> str | None: ...

    def renewed(self) -> str | None: ...


class Door:
    """Called with API Gateway's events, of format 2.0.

    Parameters
    ----------
    put
        Puts a request on the queue; raises AwsError.
    ask
        Has the worker compute the acknowledgement of a request, as API Gateway takes it; raises AwsError.
    team_ids
        Workspaces whose requests are let in; all, if empty.
    """

    def __init__(
        self,
        secret: SigningSecret,
        put: Callable[[QueuedRequest], None],
        ask: Callable[[QueuedRequest], Response],
        team_ids: Collection[str] = (),
    ) -> None:
        self._secret = secret
        self._put = put
        self._ask = ask
        self._team_ids = team_ids

    def __call__(self, event: Event) -> Response:
        headers = event.get("headers") or {}
        raw = _raw_body(event)
        known = self._secret.known
        if known is None:
            return _response(503, NO_SECRETS)
        if not self._is_signed(known, raw, headers):
            return _response(401)
        try:
            text = raw.decode()
            body = _parsed(text)
        except _MALFORMED:
            return _response(400)
        if not is_served(body, self._team_ids):
            logger.warning("refused: a workspace that is not served")
            return {**_response(403), "headers": NO_RETRY}
        return self._acknowledge(body, QueuedRequest(text, _content_type(headers), time.time()))

    def _is_signed(self, known: str, raw: bytes, headers: Mapping[str, str]) -> bool:
        """A signature that does not fit may be one by a new secret."""
        if is_signed(known, raw, headers):
            return True
        renewed = self._secret.renewed()
        return renewed is not None and renewed != known and is_signed(renewed, raw, headers)

    def _acknowledge(self, body: Mapping[str, Any], request: QueuedRequest) -> Response:
        kind = body.get("type")
        if kind == "url_verification":
            return _response(200, str(body.get("challenge", "")))
        if "ssl_check" in body or is_talk_among_people(body):
            return _response(200)
        answer = _response(200)
        try:
            if kind == SUGGESTIONS:
                return self._answer(request)
            if kind == SUBMISSION:
                answer = self._answer(request)
            self._put(request)  # last, so that the work cannot overtake the answer that tells of it
        except AwsError as error:
            logger.error("not acknowledged: %s answered %d", error.service, error.status)  # noqa: TRY400 - it says all
            return _response(503)
        return answer

    def _answer(self, request: QueuedRequest) -> Response:
        """A submission that the worker is too slow for is put on the queue, so its dialog may close."""
        try:
            return self._ask(request)
        except AwsError as error:
            logger.error("no answer in time: %s answered %d", error.service, error.status)  # noqa: TRY400 - likewise
            return _response(200)


def _raw_body(event: Event) -> bytes:
    body: str = event.get("body") or ""
    return base64.b64decode(body) if event.get("isBase64Encoded") else body.encode("utf-8", "surrogatepass")


def _content_type(headers: Mapping[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == "content-type"), "")


def _parsed(text: str) -> Mapping[str, Any]:
    """An event's JSON, a command's fields, or the payload of an interaction; raises ValueError for anything else."""
    if text.lstrip().startswith("{"):
        body: Any = json.loads(text)
    else:
        fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
        body = json.loads(fields["payload"]) if "payload" in fields else fields
    if not body or not isinstance(body, dict):
        raise ValueError
    return body


def _response(status: int, body: str = "") -> Response:
    return {"statusCode": status, "headers": {"content-type": "text/plain"} if body else {}, "body": body}
