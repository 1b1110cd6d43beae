"""Lambda entry point of ModelSync: MODEL_BUCKET is copied from, MODEL_ROOT is copied to."""

import logging
import os
from pathlib import Path
from typing import Any

import boto3

from infra.model_sync.actions import perform
from infra.model_sync.bucket import Bucket

logging.getLogger("botocore").setLevel(logging.WARNING)  # It tells of every client that is made.
logger = logging.getLogger(__name__)

_bucket = Bucket(os.environ["MODEL_BUCKET"], boto3.client("s3"))
_root = Path(os.environ["MODEL_ROOT"])


def handler(event: object, context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """Perform one action; see `infra.model_sync.actions`."""
    answer = perform(event, _bucket, _root)
    logger.info("%s -> %s", event, answer)
    return answer
