"""Lambda entry point that keeps the Slack secrets that a stack is given: in Parameter Store, at SLACK_SECRET_NAME."""

import logging
import os
from typing import Any

from infra.custom_resources.answering import Event, answer

_TO_DO_INSTEAD = "Deploy without the secrets, and set them with `python -m infra.secrets set`."

logging.getLogger("botocore").setLevel(logging.WARNING)  # It tells of every client that is made.


def handler(event: Event, context: Any) -> None:
    """Answer CloudFormation. The event holds the secrets: nobody may log it."""
    answer(event, context.get_remaining_time_in_millis() / 1000, _act, to_do_instead=_TO_DO_INSTEAD)


def _act(event: Event) -> None:
    # Here, because a package that cannot be imported has to be answered too.
    import boto3  # noqa: PLC0415

    from infra.custom_resources.slack_secrets import apply  # noqa: PLC0415

    apply(event, boto3.client("ssm"), os.environ["SLACK_SECRET_NAME"])
