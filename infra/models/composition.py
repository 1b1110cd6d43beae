"""How the parts of a publication fit together, for the commands and for the stack itself."""

from collections.abc import Mapping

import boto3

from inference.contract import Task
from infra.account import patient
from infra.models.bucket import ModelBucket
from infra.models.bucket_store import BucketStore
from infra.models.commands import Publisher
from infra.models.reader_functions import ReaderFunctions
from infra.models.sync import ModelSync
from infra.models.terminal import show_progress


def create_publisher(
    session: boto3.Session, bucket_name: str, sync: str | None, readers: Mapping[Task, str]
) -> Publisher:
    """What publishes to a stack; `sync` is its ModelSync function, which stacks without file system have none of."""
    client = session.client("lambda", config=patient())
    bucket = ModelBucket(session.client("s3"), bucket_name)
    store = ModelSync(client, sync, bucket) if sync else BucketStore(bucket)
    return Publisher(bucket, store, ReaderFunctions(client, readers), show_progress)
