"""The published models in S3."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PIECE_BYTES = 1024 * 1024


class Bucket:
    def __init__(self, name: str, client: "S3Client") -> None:
        self._name = name
        self._client = client

    def read(self, key: str) -> Iterator[bytes]:
        try:
            body = self._client.get_object(Bucket=self._name, Key=key)["Body"]
        except ClientError as error:
            # Without the right to list the bucket, S3 answers that a missing object is forbidden.
            if error.response["Error"]["Code"] in {"NoSuchKey", "AccessDenied"}:
                raise KeyError(key) from None
            raise
        yield from body.iter_chunks(_PIECE_BYTES)
