"""Lambda entry point of Slack's door."""

import os
from typing import Any

from bot.on_lambda.aws_api import AwsApi
from bot.on_lambda.door import Door
from bot.on_lambda.queued_request import QueuedRequest
from bot.on_lambda.signing_secret import SigningSecretCopy

_aws = AwsApi(os.environ)
_secret = SigningSecretCopy(lambda: _aws.parameter(os.environ["SLACK_SECRET_NAME"]))


def _put(request: QueuedRequest) -> None:
    _aws.send_message(os.environ["MESSAGES_QUEUE_URL"], request.to_json())


def _ask(request: QueuedRequest) -> dict[str, Any]:
    answer: dict[str, Any] = _aws.invoke(os.environ["WORKER_FUNCTION"], {"acknowledge": request.to_json()})
    return answer


_door = Door(_secret, _put, _ask, [each for each in os.environ["SLACK_TEAM_ID"].split(",") if each])
_secret.renewed()  # while Lambda starts the function, before anybody waits


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda passes it
    """Answer one of Slack's requests."""
    return _door(event)
