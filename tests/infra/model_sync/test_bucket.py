import boto3
import pytest
from moto import mock_aws

from infra.model_sync.bucket import Bucket

pytestmark = pytest.mark.stack


@mock_aws
def test_object_comes_in_pieces_and_a_missing_one_is_said_to_be_missing() -> None:
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket="models")
    client.put_object(Bucket="models", Key="a", Body=b"x" * 3_000_000)
    bucket = Bucket("models", client)

    pieces = list(bucket.read("a"))

    assert len(pieces) > 1
    assert b"".join(pieces) == b"x" * 3_000_000
    with pytest.raises(KeyError):
        next(bucket.read("b"))
