"""Lambda entry point that seeds models, in MODEL_BUCKET and through MODEL_SYNC_FUNCTION, which may be empty."""

import logging
import os
from typing import Any

from infra.custom_resources.answering import Event, answer

_TO_DO_INSTEAD = (
    "A network of your own needs an S3 endpoint: where it has none, give S3RouteTableIds. Then deploy again."
)

logging.getLogger("botocore").setLevel(logging.WARNING)  # It tells of every client that is made.


def handler(event: Event, context: Any) -> None:
    """Answer CloudFormation."""
    answer(event, context.get_remaining_time_in_millis() / 1000, _act, to_do_instead=_TO_DO_INSTEAD)


def _act(event: Event) -> None:
    if event["RequestType"] == "Delete":
        return  # Models stay where they are.
    # Here, because a package that cannot be imported has to be answered too.
    import boto3  # noqa: PLC0415

    from inference.contract import Task  # noqa: PLC0415
    from infra.custom_resources.seeding import seed  # noqa: PLC0415
    from infra.models.composition import create_publisher  # noqa: PLC0415

    readers = {
        Task.NOUNS: os.environ["NOUNS_FUNCTION"],
        Task.CATEGORY: os.environ["CATEGORY_FUNCTION"],
        Task.ANSWERS: os.environ["ANSWERS_FUNCTION"],
    }
    seed(create_publisher(boto3.Session(), os.environ["MODEL_BUCKET"], os.environ["MODEL_SYNC_FUNCTION"], readers))
